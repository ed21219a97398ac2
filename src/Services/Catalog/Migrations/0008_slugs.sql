-- The name of a product in addresses. It is null in products of the version before until this one fills it in; then the id is in their addresses.
alter table products add column slug text;

create index products_without_slug on products (id) where slug is null;

-- All slugs that products have had, so that old addresses find them. The base is made from a name; the number tells products with the same base apart.
create table product_slugs (
    slug        text  primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    product_id  uuid  not null references products on delete cascade,
    base        text  not null,
    number      int   not null check (number > 0)
);

create index product_slugs_by_base on product_slugs (base, number);
create index product_slugs_by_product on product_slugs (product_id);
