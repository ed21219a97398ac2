-- The users whose accounts were erased, without anything that tells who they were: events about them that come later bring nothing back.
create table erased_users (
    user_id    uuid         primary key,
    erased_at  timestamptz  not null
);
