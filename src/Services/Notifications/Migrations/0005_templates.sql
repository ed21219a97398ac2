-- The texts that staff wrote; a text without a row is the built-in one. A version is never used twice, also not after a text was deleted.
create sequence template_versions as int;
create table templates (
    kind       text         not null,
    language   text         not null check (language ~ '^[a-z]{2,3}$'),
    version    int          not null default nextval('template_versions'),
    subject    text         not null,
    body       text         not null,
    html       text,
    edited_at  timestamptz  not null default now(),
    primary key (kind, language)
);

-- The languages that users chose. No row means the language of the shop.
create table user_languages (
    user_id   uuid  primary key,
    language  text  not null
);

-- The language of the text, its HTML for mail where its template has some, and the values that were put into the template, for previews.
alter table notifications add column language text, add column html text, add column data jsonb;
