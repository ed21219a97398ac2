-- A bundle is a variant that consists of others. Its price is fixed, or the sum of its parts less a discount. Price, weight and units are stored where those of other variants
-- are, and each transaction that changes a part writes its bundles.
alter table variants
    add column is_bundle         boolean not null default false,
    add column discount_percent  numeric check (discount_percent between 0 and 90);

alter table variants add constraint variants_discount check (is_bundle or discount_percent is null);

create table bundle_parts (
    variant_id  uuid  not null references variants on delete cascade,
    position    int   not null,
    sku         text  not null references variants (sku),
    quantity    int   not null check (quantity between 1 and 100),
    primary key (variant_id, sku)
);

create index bundle_parts_by_sku on bundle_parts (sku, variant_id);
