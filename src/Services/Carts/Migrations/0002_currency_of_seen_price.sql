-- A price is that of a currency. Lines of before are taken for EUR, the currency of carts unless it is set otherwise: where that is wrong, the customer is told
-- once that the price has changed.
alter table cart_lines
    alter column seen_price type numeric,
    add column seen_currency text not null default 'EUR';

alter table cart_lines alter column seen_currency drop default;
