-- The provider that an open payment belongs to, whatever the settings say later. All payments of earlier versions were made with the simulated one.
alter table payments add column provider text not null default 'simulated';
