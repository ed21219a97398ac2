-- The options of a product with their values in order: of those that the request declared, or as its variants have them. Null until this version saves it.
alter table products
    add column options           jsonb,
    add column options_declared  boolean not null default false;

-- The image of the product that shows the variant.
alter table variants add column image text;
