-- A source of products that a supplier sends as files.
create table feeds (
    id                    uuid         primary key,
    code                  text         not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 40),
    name                  text         not null,
    format                text         not null check (format in ('csv', 'ndjson')),
    delimiter             text         not null check (length(delimiter) = 1),
    decimal_separator     text         not null check (decimal_separator in ('.', ',')),
    list_separator        text         not null check (length(list_separator) = 1),
    -- Which column sets which field; empty where columns have the names of fields.
    columns               jsonb        not null,
    deactivate_missing    boolean      not null,
    -- A run stops and asks before it deactivates a larger share of the feed's active products.
    deactivate_percent    int          not null check (deactivate_percent between 0 and 100),
    url                   text,
    fetch_every_minutes   int          check (fetch_every_minutes > 0),
    -- When the file is fetched next. While an instance fetches it, when another one may try.
    next_fetch_at         timestamptz  check (next_fetch_at is null or url is not null),
    fetched_at            timestamptz,
    fetch_error           text,
    -- Of the file that was fetched last, as its server named them.
    file_etag             text,
    file_modified         text,
    version               int          not null default 1,
    created_at            timestamptz  not null default now(),
    updated_at            timestamptz  not null default now()
);

create index feeds_due on feeds (next_fetch_at) where next_fetch_at is not null;

-- One file of a feed on its way into the catalog.
create table feed_runs (
    id                  uuid         primary key,
    feed_id             uuid         not null references feeds on delete cascade,
    status              text         not null
                                     check (status in ('receiving', 'running', 'finishing', 'waiting', 'completed', 'failed', 'cancelled')),
    dry_run             boolean      not null,
    -- How the file is read: the feed as it was when the file came, with the header of the file.
    layout              jsonb        not null,
    deactivate_missing  boolean      not null,
    deactivate_percent  int          not null,
    -- Of the unpacked file; null while it is received.
    sha256              text,
    bytes               bigint       not null default 0,
    idempotency_key     text,
    -- The user who sent the file; null when it was fetched.
    requested_by        uuid,
    chunks              int          not null default 0,
    open_chunks         int          not null default 0 check (open_chunks between 0 and chunks),
    failed_chunks       int          not null default 0,
    rows                int          not null default 0,
    -- Rows that instances have worked through, and what became of them and of the products that they name.
    rows_read           int          not null default 0,
    created             int          not null default 0,
    updated             int          not null default 0,
    unchanged           int          not null default 0,
    failed              int          not null default 0,
    -- Of the failed rows, those whose SKU could not be read: nobody knows whose they were.
    unreadable          int          not null default 0,
    problems            int          not null default 0,
    differences         int          not null default 0,
    -- Products that the file no longer has; null until they are counted.
    missing             int,
    deactivated         int          not null default 0,
    -- Whether a person has confirmed the deactivations.
    confirmed           boolean      not null default false,
    reason              text,
    created_at          timestamptz  not null default now(),
    started_at          timestamptz,
    finished_at         timestamptz  check ((finished_at is not null) = (status in ('completed', 'failed', 'cancelled'))),
    progress_at         timestamptz  not null default now()
);

-- One at a time for each feed.
create unique index feed_runs_one_active on feed_runs (feed_id) where status in ('running', 'finishing', 'waiting');
create unique index feed_runs_by_key on feed_runs (feed_id, idempotency_key) where idempotency_key is not null;
create index feed_runs_by_feed on feed_runs (feed_id, id);
create index feed_runs_finishing on feed_runs (id) where status = 'finishing';
create index feed_runs_by_age on feed_runs (progress_at);

-- A part of a file: whole records. The content is dropped when its rows are written.
create table feed_chunks (
    run_id      uuid         not null references feed_runs on delete cascade,
    number      int          not null,
    first_line  int          not null,
    rows        int          not null,
    content     bytea        check ((content is not null) = (state = 'open')),
    state       text         not null default 'open' check (state in ('open', 'done', 'failed', 'stopped')),
    -- Rises with each owner: an earlier one can write nothing more.
    fence       bigint       not null default 0,
    -- When an instance may claim it; while an instance owns it, the end of its lease.
    due_at      timestamptz  not null default now(),
    attempts    int          not null default 0,
    reason      text,
    primary key (run_id, number)
);

alter table feed_chunks alter column content set storage external;
create index feed_chunks_due on feed_chunks (due_at, run_id, number) where state = 'open';

-- The SKUs that a run has met, which finds those that come twice and, at its end, those that are missing. Dropped when the run ends.
create table feed_run_skus (
    run_id  uuid  not null references feed_runs on delete cascade,
    sku     text  not null,
    line    int   not null,
    primary key (run_id, sku)
);

-- The SKUs that a feed has brought.
create table feed_skus (
    feed_id      uuid     not null references feeds on delete cascade,
    sku          text     not null,
    -- Whether the feed has deactivated its product, and so activates it when the SKU comes back.
    deactivated  boolean  not null default false,
    primary key (feed_id, sku)
);

create index feed_skus_deactivated on feed_skus (feed_id, sku) where deactivated;

-- The product of a group of rows, so that a later row of the group finds it by the group alone.
create table feed_groups (
    feed_id     uuid  not null references feeds on delete cascade,
    key         text  not null,
    product_id  uuid  not null references products on delete cascade,
    primary key (feed_id, key)
);

create index feed_groups_by_product on feed_groups (product_id);

create table feed_problems (
    run_id   uuid  not null references feed_runs on delete cascade,
    line     int   not null,
    -- Which problem of the line.
    number   int   not null,
    field    text,
    value    text,
    reason   text  not null,
    primary key (run_id, line, number)
);

-- What a dry run would change.
create table feed_differences (
    run_id  uuid  not null references feed_runs on delete cascade,
    -- The line of the product's first row; 0 for a product that the file does not have.
    line    int   not null,
    number  int   not null,
    sku     text  not null,
    kind    text  not null check (kind in ('created', 'updated', 'deactivated')),
    field   text,
    before  text,
    after   text,
    primary key (run_id, line, number)
);
