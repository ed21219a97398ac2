-- What customers search and find, to suggest it to others. Only words that products have are stored, and nothing about who searched.
create table search_queries (
    text      text         primary key check (length(text) between 2 and 60),
    -- How often it was searched.
    searches  int          not null,
    -- In how many different hours.
    hours     int          not null,
    last_at   timestamptz  not null
);
