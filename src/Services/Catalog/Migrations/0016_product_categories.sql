-- The categories of a product beside its main one.
create table product_categories (
    product_id  uuid  not null references products on delete cascade,
    category    text  not null references categories (slug) on update cascade,
    position    int   not null,
    primary key (product_id, category)
);

create index product_categories_by_category on product_categories (category, product_id);
