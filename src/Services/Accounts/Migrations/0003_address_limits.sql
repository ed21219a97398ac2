-- What visitors without an account did, by hash of what and from which address.
create table address_limits (
    key    bytea        primary key,
    count  integer      not null,
    since  timestamptz  not null
);

create index address_limits_by_time on address_limits (since);
