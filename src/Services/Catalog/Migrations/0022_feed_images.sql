-- Images that feeds name by their URL. The shop fetches each of them once and stores it as an image of its own.
create table image_sources (
    url text primary key check (octet_length(url) <= 1000),
    -- As products have it, without alternative text; null until it is fetched.
    image jsonb,
    -- Why the last attempt failed.
    error text,
    attempts integer not null default 0,
    -- When it is fetched; null if it is there, or if all attempts have failed.
    next_at timestamptz,
    created_at timestamptz not null default now(),
    check (image is null or (error is null and next_at is null))
);

create index image_sources_next_at on image_sources (next_at) where next_at is not null;

-- The images that a feed names for a product, in order.
create table feed_product_images (
    product_id uuid primary key references products (id) on delete cascade,
    urls text[] not null check (cardinality(urls) between 1 and 20),
    -- Since when the product is to be compared with its images; null if nothing has changed since.
    due_at timestamptz
);

create index feed_product_images_urls on feed_product_images using gin (urls);
create index feed_product_images_due_at on feed_product_images (due_at) where due_at is not null;
