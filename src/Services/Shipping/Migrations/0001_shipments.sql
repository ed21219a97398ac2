-- A shipment of an order: what one warehouse sends. Its lines never change.
create table shipments (
    id               uuid         primary key,
    order_id         uuid         not null,
    -- Which shipment of the order it is, from 1.
    ordinal          smallint     not null check (ordinal > 0),
    order_number     text         not null,
    user_id          uuid         not null,
    warehouse_id     text,
    status           text         not null check (status in ('ready', 'dispatching', 'dispatched', 'delivered', 'cancelled')),
    lines            jsonb        not null,
    -- Null once the address is erased.
    address          jsonb,
    carrier          text,
    tracking_number  text,
    refusal          text,
    created_at       timestamptz  not null,
    dispatched_at    timestamptz,
    delivered_at     timestamptz,
    updated_at       timestamptz  not null,
    version          int          not null check (version > 0),
    unique (order_id, ordinal),
    check ((status in ('dispatched', 'delivered')) = (dispatched_at is not null)),
    check ((status = 'delivered') = (delivered_at is not null))
);

create index shipments_by_status on shipments (status, id);
create index shipments_by_user on shipments (user_id, id);

-- The orders that ended before they had shipments: none is to be created for them later.
create table ended_orders (
    order_id  uuid         primary key,
    ended_at  timestamptz  not null default now()
);

-- Up to which shipment addresses are erased because the time to keep them is over. Ids of shipments rise with time.
create table purged_addresses (
    one    boolean  primary key default true check (one),
    up_to  uuid     not null default '00000000-0000-0000-0000-000000000000'
);

insert into purged_addresses default values;
