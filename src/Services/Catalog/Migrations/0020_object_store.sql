-- Files may be objects of a store outside the database: their rows have no content.
alter table files alter column content drop not null;

-- The files that are to be moved to such a store.
create index files_with_content on files (name) where content is not null;

-- Objects that are to be removed from such a store if no file has their name by then: removed files, and uploads whose transaction may not have been committed.
create table file_removals (
    name text primary key,
    due_at timestamptz not null
);

create index file_removals_due_at on file_removals (due_at);
