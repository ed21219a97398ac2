-- How often a chunk was read to its end and something of it was missing. Not every attempt comes so far.
alter table import_chunks add column incomplete int not null default 0;
