-- A customer who must confirm with the bank gets the address where; the payment is looked up until the end is known.
alter table payments add column action_url text;

alter table payments drop constraint payments_status_check;
alter table payments add constraint payments_status_check check (status in (
    'processing', 'action_required', 'authorized', 'capturing', 'voiding', 'completed', 'failed', 'cancelled', 'voided', 'capture_failed', 'void_failed'));

alter table payments drop constraint payments_check2;
alter table payments add constraint payments_due_check check ((due_at is not null) = (status in ('processing', 'action_required', 'capturing', 'voiding')));
