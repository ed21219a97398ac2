-- The warehouses in which stock can be counted. A shop begins with one; those that hold stock already are known as well.
create table warehouses (
    id          text         primary key check (id ~ '^[A-Za-z0-9._-]{1,32}$'),
    created_at  timestamptz  not null default now()
);

insert into warehouses (id)
select warehouse_id from stock
union
select 'main';
