-- Pictures by the hash of their content; compressed formats would only be compressed again.
create table images (
    name     text   primary key,
    content  bytea  not null
);

alter table images alter column content set storage external;
