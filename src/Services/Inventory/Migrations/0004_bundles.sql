-- Bundles consist of other SKUs and have no stock of their own.
alter table stock_items add column is_bundle boolean not null default false;
