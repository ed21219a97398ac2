-- The cart of a guest has an id that nobody can guess; the cart of a user has the id of the user, so that there is one.
create table carts (
    id          uuid         primary key,
    guest       boolean      not null,
    touched_at  timestamptz  not null
);

create index carts_by_age on carts (guest, touched_at);

-- seen_price is what the customer was shown for the SKU; the price that counts is asked for with every answer.
create table cart_lines (
    cart_id     uuid           not null references carts on delete cascade,
    sku         text           not null,
    name        text           not null,
    quantity    int            not null check (quantity between 1 and 999),
    seen_price  numeric(14, 2) not null,
    added_at    timestamptz    not null,
    primary key (cart_id, sku)
);
