-- holder is who has the cart: of a user the user's id, so that there is one; of a guest the id of the cart, which nobody can guess.
-- id is what an order names. An order takes the cart of a user: what is left of it goes on under a new id.
create table carts (
    holder      uuid         primary key,
    id          uuid         not null,
    guest       boolean      not null,
    touched_at  timestamptz  not null,
    check (not guest or id = holder)
);

create index carts_by_age on carts (guest, touched_at);

-- seen_price is what the customer was shown for the SKU; the price that counts is asked for with every answer.
create table cart_lines (
    holder      uuid           not null references carts on delete cascade,
    sku         text           not null,
    name        text           not null,
    quantity    int            not null check (quantity between 1 and 999),
    seen_price  numeric(14, 2) not null,
    added_at    timestamptz    not null,
    primary key (holder, sku)
);
