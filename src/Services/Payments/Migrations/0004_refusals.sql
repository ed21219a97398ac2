-- What the provider refuses for good ends; a person may ask again, by a new key each time.
alter table payments drop constraint payments_status_check;
alter table payments add constraint payments_status_check check (status in (
    'processing', 'authorized', 'capturing', 'voiding', 'completed', 'failed', 'cancelled', 'voided', 'capture_failed', 'void_failed'));
alter table payments add column repeats int not null default 0;

alter table refunds drop constraint refunds_status_check;
alter table refunds add constraint refunds_status_check check (status in ('processing', 'completed', 'failed'));
-- Why a refund failed, or why its outcome is not known yet.
alter table refunds add column failure text;
-- Money that staff gave back outside of the provider is recorded only; the reference says where to look it up.
alter table refunds add column method text not null default 'provider' check (method in ('provider', 'manual'));
alter table refunds add column reference text;
