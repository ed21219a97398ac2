-- What confirmed orders bought of each product, and whether it counts. The counter works through the rows in which the two differ.
create table counted_orders (
    order_id  uuid         primary key,
    -- When it was confirmed; until this is known, when it was cancelled.
    at        timestamptz  not null,
    products  uuid[]       not null,
    units     int[]        not null check (cardinality(units) = cardinality(products)),
    -- Whether its units are to count: no longer once it is cancelled.
    counts    boolean      not null,
    -- Whether they are in the sums.
    counted   boolean      not null default false
);

create index counted_orders_due on counted_orders (at) where counts <> counted;
create index counted_orders_by_time on counted_orders (at);

-- How many units of each product customers bought: a sum in which a unit counts half after each half-life (Catalog:PopularityHalfLife).
create table product_popularity (
    product_id  uuid              primary key,
    units       double precision  not null,
    -- When the sum was this.
    counted_at  timestamptz       not null
);

create index product_popularity_by_time on product_popularity (counted_at);
