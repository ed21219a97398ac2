-- The images that were uploaded, with the sizes that the shop made of them. Each size is a file <hash>-<width>.<extension>; the hash is that of all sizes
-- together.
create table uploaded_images (
    hash        text         primary key check (hash ~ '^[0-9a-f]{64}$'),
    extension   text         not null,
    width       int          not null check (width > 0),
    height      int          not null check (height > 0),
    -- The widths of the smaller sizes, rising.
    widths      int[]        not null,
    created_at  timestamptz  not null default now()
);

create index uploaded_images_by_age on uploaded_images (created_at);

-- Products show images of the shop only: the page's policy has always blocked those of other hosts. Their addresses are kept here, so that staff can upload
-- them.
create table external_images (
    product_id  uuid  not null references products on delete cascade,
    position    int   not null,
    url         text  not null,
    alt         text,
    primary key (product_id, position)
);

insert into external_images (product_id, position, url, alt)
select p.id, i.position, i.image ->> 'url', i.image ->> 'alt'
from products p cross join lateral jsonb_array_elements(p.images) with ordinality as i (image, position)
where i.image ->> 'url' not like '/api/products/images/%';

update products p
set images = (
    select coalesce(jsonb_agg(i.image order by i.position), '[]')
    from jsonb_array_elements(p.images) with ordinality as i (image, position)
    where i.image ->> 'url' like '/api/products/images/%')
where p.id in (select product_id from external_images);
