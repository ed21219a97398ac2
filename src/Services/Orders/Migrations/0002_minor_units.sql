-- Amounts have as many decimals as their currency (ISO 4217), which are two of most and three of some.
alter table orders
    alter column subtotal type numeric,
    alter column tax      type numeric,
    alter column shipping type numeric,
    alter column total    type numeric;

alter table order_lines alter column unit_price type numeric;
