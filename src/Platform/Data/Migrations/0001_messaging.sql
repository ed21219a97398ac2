-- The outbox and the history of a service in one: what it published, in the order in which its readers see it.
-- transaction_id stands before position so that a transaction has its id before it takes a position:
-- a reader that finds a position missing can then tell from a snapshot when nobody can fill it any more.
create table events (
    transaction_id   xid8         not null default pg_current_xact_id(),
    position         bigint       generated always as identity primary key,
    id               uuid         not null,
    name             text         not null,
    version          smallint     not null,
    time             timestamptz  not null,
    aggregate_id     uuid         not null,
    idempotency_key  text,
    trace_parent     text,
    data             jsonb        not null
);

create index events_by_aggregate on events (aggregate_id, position);

-- The ids of events whose effect is committed here: a second delivery finds its id and does nothing.
create table inbox (
    event_id    uuid         primary key,
    handled_at  timestamptz  not null default now()
);

create index inbox_by_time on inbox using brin (handled_at);

-- How far this service has read the log of another one.
create table cursors (
    publisher  text    primary key,
    position   bigint  not null
);

-- What this service subscribes to, written at its start for whoever looks after the system.
create table subscriptions (
    publisher  text  not null,
    name       text  not null,
    primary key (publisher, name)
);

-- Events whose reaction failed, waiting for the next try; later events of the same aggregate queue up behind them.
create table retries (
    sequence        bigint       generated always as identity primary key,
    event_id        uuid         not null unique,
    publisher       text         not null,
    name            text         not null,
    version         smallint     not null,
    time            timestamptz  not null,
    aggregate_id    uuid         not null,
    idempotency_key text,
    trace_parent    text,
    data            jsonb        not null,
    attempts        int          not null default 0,
    next_at         timestamptz  not null,
    error           text         not null
);

create index retries_by_aggregate on retries (aggregate_id, sequence);

-- Events that were given up on, kept until somebody replays or discards them.
create table dead_letters (
    event_id        uuid         primary key,
    publisher       text         not null,
    name            text         not null,
    version         smallint     not null,
    time            timestamptz  not null,
    aggregate_id    uuid         not null,
    idempotency_key text,
    trace_parent    text,
    data            jsonb        not null,
    attempts        int          not null,
    error           text         not null,
    died_at         timestamptz  not null default now()
);
