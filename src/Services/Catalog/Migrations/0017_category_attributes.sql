-- The attributes that products of a category and of those below it have.
alter table categories add column attributes jsonb not null default '[]';
