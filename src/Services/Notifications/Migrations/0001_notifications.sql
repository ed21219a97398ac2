-- Where users are reached, learned from accounts.
create table contacts (
    user_id  uuid         primary key,
    email    text         not null,
    name     text         not null,
    told_at  timestamptz  not null
);

-- What users do not want to be told. No row means that they do.
create table muted (
    user_id  uuid  not null,
    channel  text  not null,
    kind     text  not null,
    primary key (user_id, channel, kind)
);

-- What users were told, once per event and channel.
create table notifications (
    id          uuid         primary key,
    event_id    uuid         not null,
    channel     text         not null check (channel in ('in_app', 'mail')),
    user_id     uuid         not null,
    kind        text         not null,
    title       text         not null,
    body        text         not null,
    order_id    uuid,
    status      text         not null check (status in ('recorded', 'pending', 'sent', 'failed')),
    created_at  timestamptz  not null,
    read_at     timestamptz,
    -- Delivery: when the next try is due, or the lease of the one under way ends.
    attempts    int          not null default 0,
    next_at     timestamptz  not null,
    error       text,
    unique (event_id, channel)
);

create index notifications_by_user on notifications (user_id, id desc);
create index notifications_unread on notifications (user_id) where channel = 'in_app' and read_at is null;
create index notifications_due on notifications (next_at) where status = 'pending';
