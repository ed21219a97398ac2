-- Servers of others that want to know of events.
create table webhooks (
    id                uuid         primary key,
    url               text         not null,
    description       text         not null,
    -- Names of events, with @version where only one version is wanted; * for all.
    events            text[]       not null check (cardinality(events) > 0),
    status            text         not null check (status in ('active', 'disabled')),
    disabled_reason   text         check ((status = 'disabled') = (disabled_reason is not null)),
    -- Encrypted. The old one signs beside the new one for a while after a rotation.
    secret            bytea        not null,
    old_secret        bytea,
    old_secret_until  timestamptz,
    -- Since when no delivery has succeeded; null after a success.
    failing_since     timestamptz,
    version           int          not null default 1,
    created_at        timestamptz  not null,
    updated_at        timestamptz  not null
);

-- Events that at least one webhook wants, once each, without personal data.
create table messages (
    event_id     uuid         primary key,
    type         text         not null,
    occurred_at  timestamptz  not null,
    payload      text         not null
);

create index messages_by_age on messages (occurred_at);

create table deliveries (
    id             uuid         primary key,
    -- Deliveries of one aggregate to one webhook are made in this order.
    number         bigint       generated always as identity,
    webhook_id     uuid         not null references webhooks on delete cascade,
    event_id       uuid         not null references messages,
    aggregate_id   uuid         not null,
    status         text         not null check (status in ('pending', 'delivered', 'failed')),
    attempts       int          not null default 0,
    -- How many attempts an earlier schedule has made: the schedule begins again when a person asks for it.
    attempts_before int         not null default 0,
    -- When the next attempt is due, or the lease of the one under way ends.
    next_at        timestamptz  not null,
    created_at     timestamptz  not null,
    ended_at       timestamptz  check ((status = 'pending') = (ended_at is null)),
    unique (webhook_id, event_id)
);

create index deliveries_due on deliveries (webhook_id, next_at) where status = 'pending';
create index deliveries_waiting on deliveries (webhook_id, aggregate_id, number) where status = 'pending';
create index deliveries_by_number on deliveries (webhook_id, number desc);
create index deliveries_by_event on deliveries (event_id);
create index deliveries_by_age on deliveries (created_at);

-- What the servers answered.
create table attempts (
    delivery_id   uuid         not null references deliveries on delete cascade,
    number        int          not null,
    at            timestamptz  not null,
    milliseconds  int          not null,
    status_code   int,
    error         text,
    answer        text,
    primary key (delivery_id, number)
);
