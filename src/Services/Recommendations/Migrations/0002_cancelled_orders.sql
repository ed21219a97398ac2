-- The products of a cancelled order count no longer. The row stays in its place, so that every instance, and a model that is made again, forget the same.
alter table baskets add column cancelled boolean not null default false;

-- Orders that were cancelled, for confirmations that are told later.
create table cancelled_orders (
    order_id  uuid         primary key,
    at        timestamptz  not null
);

create index cancelled_orders_by_time on cancelled_orders (at);
