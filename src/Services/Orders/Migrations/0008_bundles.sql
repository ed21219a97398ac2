-- What one unit of a bundle consists of, as it was when it was ordered: [{"sku", "productId", "name", "quantity"}]. Null of other lines.
alter table order_lines add column parts jsonb;
