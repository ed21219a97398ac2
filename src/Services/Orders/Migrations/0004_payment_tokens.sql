-- Up to which position of the log the tokens of ended payments are removed.
create table purged_tokens (
    one       boolean  primary key default true check (one),
    position  bigint   not null default 0
);

insert into purged_tokens default values;

-- The event that requests a payment carries its token; the order needs it no longer.
update orders set payment_token = null where payment_token is not null and status <> 'pending';
