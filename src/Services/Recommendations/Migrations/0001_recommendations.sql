-- What the catalog told of products. In the three tables that the model follows, transaction_id stands before position, so that a transaction has its id before
-- it takes a position: a reader can then tell from a snapshot when no other position up to a point can appear.
create sequence products_position;

create table products (
    transaction_id   xid8         not null default pg_current_xact_id(),
    position         bigint       not null default nextval('products_position'),
    product_id       uuid         primary key,
    category         text,
    active           boolean      not null default false,
    product_version  int          not null default 0,
    deleted          boolean      not null default false,
    available        int          not null default 0,
    available_at     timestamptz  not null default '-infinity'
);

create unique index products_by_position on products (position);

-- The products of each confirmed order. Without a user: the order of somebody who opted out or was erased.
create table baskets (
    transaction_id  xid8         not null default pg_current_xact_id(),
    position        bigint       generated always as identity,
    order_id        uuid         primary key,
    user_id         uuid,
    at              timestamptz  not null,
    products        uuid[]       not null check (cardinality(products) between 1 and 50)
);

create unique index baskets_by_position on baskets (position);
create index baskets_by_time on baskets (at);
create index baskets_by_user on baskets (user_id, at desc) where user_id is not null;

-- The products that visitors looked at; a product counts once a minute in a session.
create table views (
    transaction_id  xid8         not null default pg_current_xact_id(),
    position        bigint       generated always as identity,
    session_id      uuid         not null,
    product_id      uuid         not null,
    minute          timestamptz  not null,
    user_id         uuid,
    at              timestamptz  not null,
    primary key (session_id, product_id, minute)
);

create unique index views_by_position on views (position);
create index views_by_time on views (at);
create index views_by_user on views (user_id, at desc) where user_id is not null;

-- Users who decided about personal recommendations; all others get them.
create table preferences (
    user_id     uuid         primary key,
    personal    boolean      not null,
    changed_at  timestamptz  not null
);
