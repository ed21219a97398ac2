-- When the index of an instance last came further in the log, or was at its end: the audit finds an index that stays behind.
alter table search_indexes add column moved_at timestamptz not null default now();
