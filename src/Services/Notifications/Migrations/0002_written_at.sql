-- When a notification was written, whenever what it tells of happened: what another instance wrote just now is found by it.
alter table notifications add column written_at timestamptz not null default now();
