create table orders (
    id                uuid           primary key,
    number            text           not null unique,
    user_id           uuid           not null,
    status            text           not null check (status in ('pending', 'awaiting_payment', 'confirmed', 'shipped', 'delivered', 'rejected', 'cancelled')),
    status_reason     text,
    subtotal          numeric(18, 2) not null check (subtotal >= 0),
    tax               numeric(18, 2) not null check (tax >= 0),
    shipping          numeric(18, 2) not null check (shipping >= 0),
    total             numeric(18, 2) not null check (total = subtotal + tax + shipping),
    currency          char(3)        not null,
    shipping_address  jsonb          not null,
    billing_address   jsonb,
    payment_status    text           not null check (payment_status in ('none', 'requested', 'failed', 'authorized', 'completed', 'voided', 'refunded')),
    payment_attempt   int            not null check (payment_attempt >= 0),
    payment_method    text           not null,
    -- Forgotten as soon as the order is paid or over.
    payment_token     text,
    payment_failure   text,
    cart_id           uuid,
    expires_at        timestamptz    not null,
    confirmed_at      timestamptz,
    created_at        timestamptz    not null,
    updated_at        timestamptz    not null,
    version           int            not null check (version > 0)
)
-- No index holds what changes in an order's life, and pages have room for its next version: an update touches no index.
with (fillfactor = 60);

create index orders_by_user on orders (user_id, id desc);
-- A cart becomes one order, whatever two browser tabs do. Of its owner: a customer who names the cart of another uses up nothing of theirs.
create unique index orders_by_cart on orders (user_id, cart_id) where cart_id is not null;

-- What is not final yet has a timer here.
create table order_timers (
    order_id  uuid         primary key,
    due_at    timestamptz  not null
);

create index order_timers_by_time on order_timers (due_at);

create table order_lines (
    order_id    uuid            not null references orders,
    line        smallint        not null,
    sku         text            not null,
    product_id  uuid            not null,
    name        text            not null,
    quantity    int             not null check (quantity > 0),
    unit_price  numeric(18, 2)  not null check (unit_price >= 0),
    primary key (order_id, line)
);

-- Which request made which order. Written in the statement that makes it: the second use of a key finds the first.
create table order_requests (
    user_id     uuid   not null,
    key         text   not null,
    body_hash   bytea  not null,
    order_id    uuid   not null,
    primary key (user_id, key)
);
