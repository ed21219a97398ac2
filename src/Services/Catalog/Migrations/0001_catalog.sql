-- The tree of categories. The path (from the root, itself included) is kept with each: categories do not move.
create table categories (
    id      uuid    primary key,
    slug    text    not null unique,
    name    text    not null,
    parent  text    references categories (slug),
    path    text[]  not null check (path[cardinality(path)] = slug and cardinality(path) <= 8)
);

create index categories_by_path on categories using gin (path);

create table products (
    id           uuid           primary key,
    name         text           not null,
    description  text           not null,
    category     text           not null references categories (slug),
    brand        text,
    -- The lowest price of its variants, by which lists are sorted and filtered.
    price        numeric(9, 2)  not null check (price > 0),
    currency     text           not null check (currency ~ '^[A-Z]{3}$'),
    tags         text[]         not null,
    attributes   jsonb          not null,
    images       jsonb          not null,
    active       boolean        not null,
    version      int            not null default 1,
    created_at   timestamptz    not null default now(),
    updated_at   timestamptz    not null default now(),
    search       tsvector       not null
);

create index products_by_search on products using gin (search);
create index products_by_category on products (category, id desc) where active;
create index products_by_price on products (price, id) where active;

create table variants (
    id            uuid           primary key,
    product_id    uuid           not null references products on delete cascade,
    position      int            not null,
    sku           text           not null constraint variants_sku unique check (sku ~ '^[A-Za-z0-9._-]{1,64}$'),
    price         numeric(9, 2)  not null check (price > 0),
    options       jsonb          not null,
    weight_grams  int            not null check (weight_grams >= 0)
);

create index variants_by_product on variants (product_id, position);

-- What inventory tells of the SKUs. Apart from the variants: it changes far more often, and outlives a variant that is taken away and
-- put back. The revision rises with each change.
create table stock (
    sku         text  primary key,
    product_id  uuid  not null references products on delete cascade,
    available   int   not null,
    revision    int   not null default 1
) with (fillfactor = 70);

create index stock_by_product on stock (product_id);

-- The words of a product, by weight. Names and labels also word for word: the beginning of a word need not be that of its stem.
create function search_document(name text, labels text, details text, description text) returns tsvector
    language sql immutable parallel safe
    return setweight(to_tsvector('english', name), 'A')
        || setweight(to_tsvector('simple', name), 'A')
        || setweight(to_tsvector('english', labels), 'B')
        || setweight(to_tsvector('simple', labels), 'B')
        || setweight(to_tsvector('english', details), 'C')
        || setweight(to_tsvector('english', description), 'D');
