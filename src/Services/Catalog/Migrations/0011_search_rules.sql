-- What staff adds to the search: synonyms, words to ignore, products that come first or are hidden. There is one row.
create table search_rules (
    id         smallint     primary key default 1 check (id = 1),
    version    int          not null default 1,
    rules      jsonb        not null,
    edited_at  timestamptz  not null default now()
);

insert into search_rules (rules) values ('{"synonyms": [], "stopWords": [], "pins": []}');
