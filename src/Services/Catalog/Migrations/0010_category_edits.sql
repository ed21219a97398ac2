-- Categories can be edited: renamed, moved and given another slug. The revision rises with each change of the slug or the path, also of a category above;
-- until the announced revision has followed it, the products of the category are announced again, in the order of their ids.
alter table categories
    add column version             int not null default 1,
    add column revision            int not null default 1,
    add column announced_revision  int not null default 1,
    add column announced_to        uuid;

create index categories_to_announce on categories (slug) where revision <> announced_revision;

alter table products
    drop constraint products_category_fkey,
    add constraint products_category_fkey foreign key (category) references categories (slug) on update cascade;

-- Slugs that categories had, so that old addresses and suppliers' files find them. A category that is given such a slug takes it over.
create table former_category_slugs (
    slug         text  primary key,
    category_id  uuid  not null references categories on delete cascade
);

create index former_category_slugs_by_category on former_category_slugs (category_id);
