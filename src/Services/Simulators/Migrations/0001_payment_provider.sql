-- The simulated payment provider's own books: a real one keeps them too, whatever happens to its clients.
create table charges (
    id          uuid            primary key,
    key         text            not null unique,
    amount      numeric(18, 2)  not null,
    currency    char(3)         not null,
    status      text            not null check (status in ('authorized', 'captured', 'declined', 'voided')),
    created_at  timestamptz     not null default now()
);

create table charge_refunds (
    id          uuid            primary key,
    key         text            not null unique,
    charge_id   uuid            not null references charges,
    amount      numeric(18, 2)  not null check (amount > 0),
    created_at  timestamptz     not null default now()
);

create index charge_refunds_by_charge on charge_refunds (charge_id);
