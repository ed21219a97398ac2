-- From its delivery on, an order can be sent back for a time.
alter table orders add column delivered_at timestamptz;
update orders set delivered_at = updated_at where status = 'delivered';

create table returns (
    id              uuid         primary key,
    number          text         not null unique,
    order_id        uuid         not null references orders,
    user_id         uuid         not null,
    kind            text         not null check (kind in ('withdrawal', 'return')),
    status          text         not null check (status in (
                        'requested', 'approved', 'rejected', 'cancelled', 'received', 'inspected', 'completed', 'refund_failed')),
    status_reason   text,
    -- What the customer says about it.
    comment         text,
    -- What is given back, in the currency of the order; known from the inspection on.
    refund          numeric      check (refund >= 0),
    -- What was kept of it, for example because units are worn.
    deduction       numeric      not null default 0 check (deduction >= 0),
    refund_attempt  int          not null default 0,
    -- When it is cancelled unless it has arrived.
    due_at          timestamptz  check (due_at is null or status = 'approved'),
    -- By which a repeated request finds the first.
    key             text         not null,
    request_hash    bytea        not null,
    created_at      timestamptz  not null,
    updated_at      timestamptz  not null,
    version         int          not null check (version > 0),
    unique (order_id, key),
    check ((refund is not null) = (status in ('inspected', 'completed', 'refund_failed')))
);

create index returns_by_user on returns (user_id, id desc);
create index returns_by_status on returns (status, id desc);
create index returns_due on returns (due_at) where due_at is not null;

create table return_lines (
    return_id  uuid      not null references returns,
    -- The line of the order.
    line       smallint  not null,
    quantity   int       not null check (quantity > 0),
    reason     text      not null,
    -- What the inspection found: units that can be sold again, and units that cannot. The money of both is given back; the others go back to the customer.
    restocked  int       not null default 0 check (restocked >= 0),
    scrapped   int       not null default 0 check (scrapped >= 0),
    primary key (return_id, line),
    check (restocked + scrapped <= quantity)
);
