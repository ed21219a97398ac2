-- The SKUs that the catalog told of, and what was last published of their availability.
create table stock_items (
    sku                  text     primary key,
    product_id           uuid     not null,
    published_available  int      not null default 0,
    low                  boolean  not null default true
);

create index stock_items_by_product on stock_items (product_id);

-- What lies in each warehouse. Nothing can be reserved that is not there.
create table stock (
    sku           text  not null,
    warehouse_id  text  not null,
    on_hand       int   not null check (on_hand >= 0),
    reserved      int   not null check (reserved between 0 and on_hand),
    primary key (sku, warehouse_id)
);

-- Units set aside for orders; the sum of the open ones is what stock says is reserved.
create table reservations (
    order_id      uuid  not null,
    sku           text  not null,
    warehouse_id  text  not null,
    quantity      int   not null check (quantity > 0),
    status        text  not null check (status in ('open', 'released', 'committed')),
    primary key (order_id, sku, warehouse_id)
);

-- Every movement of goods, only ever added to; the sum of a SKU's movements in a warehouse is what is on hand there.
create table movements (
    id            bigint       generated always as identity primary key,
    sku           text         not null,
    warehouse_id  text         not null,
    quantity      int          not null check (quantity <> 0),
    reason        text         not null check (reason in ('count', 'shipment')),
    order_id      uuid,
    at            timestamptz  not null default now()
);

create index movements_by_sku on movements (sku, warehouse_id);
