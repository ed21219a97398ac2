-- When inventory told of the available units: what it told before that is late.
alter table stock add column told_at timestamptz not null default '-infinity';
