-- How an order is sent: the code of the method, and its name at the time of the order. Null of orders of earlier versions.
alter table orders
    add column shipping_method       text,
    add column shipping_method_name  text,
    add constraint orders_shipping_method_has_a_name check ((shipping_method is null) = (shipping_method_name is null));

-- The zones and methods of shipping as the shipping service has published them last. There is one row.
create table shipping_rates (
    one      boolean  primary key default true check (one),
    version  int      not null,
    rates    jsonb    not null
);

insert into shipping_rates (version, rates) values (0, '{"zones": [], "methods": []}');
