-- Orders that were cancelled before anything was reserved for them: nothing is to be reserved for them later.
create table cancelled_orders (
    order_id      uuid         primary key,
    cancelled_at  timestamptz  not null default now()
);

-- When the catalog told of the product of a SKU: what it told before that is late.
alter table stock_items add column told_at timestamptz not null default '-infinity';
