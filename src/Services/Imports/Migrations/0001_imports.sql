-- A third-party marketplace, as far as this service remembers something of it; how to reach it is configured.
create table marketplaces (
    id            smallint     generated always as identity primary key,
    name          text         not null unique check (name ~ '^[a-z0-9-]{1,40}$'),
    -- While it is left alone: nothing of it is handed out.
    paused_until  timestamptz,
    pause_reason  text,
    -- When its schedule starts the next import.
    next_run_at   timestamptz,
    -- Everything before this index has been imported without a gap.
    next_index    bigint       not null default 0 check (next_index >= 0)
);

-- The token that all instances share. Redis, where there is one, has a copy that is asked first.
create table marketplace_tokens (
    marketplace       text         primary key,
    -- Rises with each token: a refresh names the one that it replaces.
    version           bigint       not null default 0,
    -- Encrypted; null before the first login.
    sealed            bytea,
    issued_at         timestamptz,
    expires_at        timestamptz,
    -- Who logs in at the moment, and until when the others leave that to it.
    refreshing_by     uuid,
    refreshing_until  timestamptz,
    -- After a login that failed: nobody tries before.
    blocked_until     timestamptz,
    blocked_reason    text,
    -- Whether the marketplace said no then, rather than nothing of use.
    refused           boolean      not null default false,
    -- How often in a row logging in has failed.
    failures          int          not null default 0
);

create table imports (
    id            uuid         primary key,
    marketplace   smallint     not null references marketplaces,
    -- 'all' of what the marketplace offers, or only what is 'new'.
    scope         text         not null check (scope in ('all', 'new')),
    status        text         not null check (status in ('planning', 'running', 'completed', 'failed', 'cancelled')),
    start_index   bigint,
    end_index     bigint,
    chunk_size    int          not null check (chunk_size > 0),
    chunks        int          not null default 0,
    -- How many of them are neither done nor given up. Whoever ends the last one ends the import.
    open_chunks   int          not null default 0 check (open_chunks between 0 and chunks),
    -- The user who asked for it; null when the schedule did.
    requested_by  uuid,
    reason        text,
    attempts      int          not null default 0,
    -- While it is planned: when somebody else may take that over.
    due_at        timestamptz  check ((due_at is not null) = (status = 'planning')),
    created_at    timestamptz  not null,
    started_at    timestamptz,
    finished_at   timestamptz  check ((finished_at is not null) = (status in ('completed', 'failed', 'cancelled'))),
    -- When anything of it went on, by which one that is stuck is known.
    progress_at   timestamptz  not null
);

-- One at a time for each marketplace.
create unique index imports_one_active on imports (marketplace) where status in ('planning', 'running');
create index imports_planning on imports (due_at) where status = 'planning';

-- A part of the range of an import. It belongs to whoever holds its fence, for as long as the lease lasts.
create table import_chunks (
    import_id    uuid         not null references imports,
    number       int          not null,
    marketplace  smallint     not null references marketplaces,
    start_index  bigint       not null,
    end_index    bigint       not null check (end_index >= start_index),
    state        text         not null default 'ready' check (state in ('ready', 'running', 'parked', 'done', 'failed', 'stopped')),
    -- Rises when the chunk changes hands: whoever had it before can write nothing more.
    fence        bigint       not null default 0,
    -- Ready: when it is handed out again, because nobody took it. Running: the end of the lease. Parked: when it goes on.
    due_at       timestamptz  check ((due_at is not null) = (state in ('ready', 'running', 'parked'))),
    owner        uuid,
    attempts     int          not null default 0,
    -- How often it was read to its end and something of it was missing. Not every attempt comes so far.
    incomplete   int          not null default 0,
    reason       text,
    -- Of its rows: new ones, ones known before, ones that came twice, ones that were no order, and ones that contradict what is known.
    saved        int          not null default 0,
    known        int          not null default 0,
    repeated     int          not null default 0,
    rejected     int          not null default 0,
    differing    int          not null default 0,
    -- How many indexes of the range have no order.
    missing      int          not null default 0,
    started_at   timestamptz,
    finished_at  timestamptz,
    primary key (import_id, number)
);

create index import_chunks_due on import_chunks (marketplace, due_at) where state in ('ready', 'running', 'parked');
create index import_chunks_finished on import_chunks (import_id, finished_at) where state = 'done';

-- The orders. Both indexes grow at their end while orders come in by and by, so that a large table takes new ones as fast as a small one.
create table imported_orders (
    marketplace  smallint        not null,
    id           bigint          not null,
    order_date   timestamptz     not null,
    amount       numeric(12, 2)  not null check (amount >= 0),
    label        text            not null,
    imported_at  timestamptz     not null default now(),
    primary key (marketplace, id)
);

create index imported_orders_by_date on imported_orders (marketplace, order_date, id);

-- What a chunk added to each day, written with its orders. Only ever added to.
create table imported_days (
    marketplace  smallint        not null,
    day          date            not null,
    orders       int             not null check (orders > 0),
    amount       numeric(18, 2)  not null
);

create index imported_days_by_day on imported_days (marketplace, day);

-- Rows of a page that were no order.
create table rejected_rows (
    id           bigint       generated always as identity primary key,
    marketplace  smallint     not null references marketplaces,
    import_id    uuid         not null references imports,
    -- When the row tells at least that.
    order_id     bigint,
    reason       text         not null,
    raw          text         not null,
    -- By which the same row is known when it comes again.
    hash         bytea        not null,
    rejected_at  timestamptz  not null default now(),
    unique (marketplace, hash)
);

-- Orders that came again with another content than they have here. What is here is kept.
create table discrepancies (
    id           bigint          generated always as identity primary key,
    marketplace  smallint        not null references marketplaces,
    order_id     bigint          not null,
    order_date   timestamptz     not null,
    amount       numeric(12, 2)  not null,
    label        text            not null,
    import_id    uuid            not null references imports,
    found_at     timestamptz     not null default now(),
    unique (marketplace, order_id, order_date, amount, label)
);
