create table payments (
    id                uuid            primary key,
    order_id          uuid            not null,
    attempt           int             not null check (attempt > 0),
    user_id           uuid            not null,
    amount            numeric(18, 2)  not null check (amount >= 0),
    currency          char(3)         not null,
    method            text            not null,
    -- Forgotten once the outcome is known.
    token             text,
    status            text            not null check (status in ('processing', 'authorized', 'capturing', 'voiding', 'completed', 'failed', 'cancelled', 'voided')),
    failure           text,
    provider_id       text,
    captured          numeric(18, 2)  not null default 0 check (captured in (0, amount)),
    refunded          numeric(18, 2)  not null default 0 check (refunded between 0 and captured),
    cancel_requested  boolean         not null default false,
    tries             int             not null default 0,
    due_at            timestamptz     check ((due_at is not null) = (status in ('processing', 'capturing', 'voiding'))),
    created_at        timestamptz     not null,
    updated_at        timestamptz     not null,
    unique (order_id, attempt)
);

create index payments_due on payments (due_at) where due_at is not null;

create table refunds (
    id           uuid            primary key,
    payment_id   uuid            not null references payments,
    -- By which a repeated request finds the first.
    key          text            not null,
    amount       numeric(18, 2)  not null check (amount > 0),
    status       text            not null check (status in ('processing', 'completed')),
    tries        int             not null default 0,
    due_at       timestamptz     check ((due_at is not null) = (status = 'processing')),
    created_at   timestamptz     not null,
    unique (payment_id, key)
);

create index refunds_due on refunds (due_at) where due_at is not null;

-- Money that moved, only ever added to: what was captured and, negative, what was given back.
create table entries (
    id           bigint          generated always as identity primary key,
    payment_id   uuid            not null,
    order_id     uuid            not null,
    kind         text            not null check (kind in ('capture', 'refund')),
    amount       numeric(18, 2)  not null check ((kind = 'capture') = (amount >= 0)),
    refund_id    uuid            unique,
    at           timestamptz     not null
);

-- One charge per order, whatever is repeated.
create unique index entries_one_capture on entries (order_id) where kind = 'capture';
