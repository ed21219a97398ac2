-- Counts the changes of an address, so that an edit can name the version that it edits.
alter table addresses add column version integer not null default 1;
