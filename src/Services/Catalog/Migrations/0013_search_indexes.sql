-- What each instance says about its search index, for staff and for the audit. A row that is not renewed belongs to an instance that has ended.
create table search_indexes (
    instance  uuid         primary key,
    -- Whether it writes all products again.
    building  boolean      not null,
    -- Up to here in the event log of the catalog the index has every edit.
    position  bigint       not null,
    products  int          not null,
    -- The sum over its products of the last 32 bits of the id times the version.
    digest    numeric      not null,
    -- The number of the last rebuild that staff asked for and the index did.
    rebuilt   int          not null,
    seen_at   timestamptz  not null
);

-- How often staff has asked for all indexes to be built again. There is one row.
create table search_rebuilds (
    id         smallint  primary key default 1 check (id = 1),
    requested  int       not null default 0
);

insert into search_rebuilds default values;
