-- The customers who were erased and may still have an order with personal data, because it was placed at the same moment and has not ended.
create table customers_to_erase (
    user_id  uuid         primary key,
    since    timestamptz  not null
);

-- Up to which order a kind of data is removed because the time to keep it is over. Ids of orders rise with time.
create table purged_orders (
    data   text  primary key check (data in ('keys', 'personal data')),
    up_to  uuid  not null default '00000000-0000-0000-0000-000000000000'
);

insert into purged_orders (data) values ('keys'), ('personal data');
