-- The method of shipping of its order, with its name at the time of the order. Null of orders of earlier versions.
alter table shipments
    add column method       text,
    add column method_name  text,
    add constraint shipments_method_has_a_name check ((method is null) = (method_name is null));

-- The zones, methods and prices of shipping. There is one row.
create table shipping_rates (
    one        boolean      primary key default true check (one),
    version    int          not null default 1,
    rates      jsonb        not null,
    edited_at  timestamptz  not null default now()
);

insert into shipping_rates (rates) values ('{"zones": [], "methods": []}');
