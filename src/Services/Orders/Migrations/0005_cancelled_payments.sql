-- A payment can end with its order before the provider is asked for it.
alter table orders drop constraint orders_payment_status_check;
alter table orders add constraint orders_payment_status_check check (payment_status in (
    'none', 'requested', 'failed', 'authorized', 'completed', 'voided', 'refunded', 'capture_failed', 'void_failed', 'refund_failed', 'cancelled'));
