-- The token of a charge decides what the provider refuses later; null for charges of earlier versions.
alter table charges add column token text;

-- Requests that were refused, by their keys.
create table charge_refusals (
    charge_id  uuid  not null references charges,
    operation  text  not null check (operation in ('capture', 'void', 'refund')),
    key        text  not null,
    primary key (charge_id, operation, key)
);
