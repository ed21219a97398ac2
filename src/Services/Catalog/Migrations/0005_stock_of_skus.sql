-- The stock of a SKU outlives its product: another product may have the SKU later. The version before still writes the product, which nobody reads any more.
alter table stock drop constraint stock_product_id_fkey;
alter table stock alter column product_id drop not null;
drop index stock_by_product;
