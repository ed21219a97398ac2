-- How far the log of this service has been handed to the broker, and which instance does so at present. A lease: who dies loses it.
-- The position is null as long as the services share a process; the relay then begins at the end of the log,
-- because what came before was or will be read from the log itself.
create table relay (
    one          boolean      primary key default true check (one),
    position     bigint,
    owner        uuid,
    lease_until  timestamptz  not null default '-infinity'
);

insert into relay default values;

-- That this service has queues at the broker and has caught up with what was published before they existed; and what they are bound to.
create table queues (
    service  text    primary key,
    events   text[]  not null
);

-- The instances of this service that were seen of late; they share its queues among them.
create table instances (
    id       uuid         primary key,
    seen_at  timestamptz  not null default now()
);

-- Parts of publishers' logs that this service handles once more, though it did before.
create table replays (
    id            uuid         primary key,
    publisher     text         not null,
    names         text[]       not null,
    since         timestamptz,
    position      bigint       not null default 0,
    until         bigint,
    handled       bigint       not null default 0,
    requested_at  timestamptz  not null default now(),
    finished_at   timestamptz
);
