-- The payment provider may refuse to capture, to void and to refund.
alter table orders drop constraint orders_payment_status_check;
alter table orders add constraint orders_payment_status_check check (payment_status in (
    'none', 'requested', 'failed', 'authorized', 'completed', 'voided', 'refunded', 'capture_failed', 'void_failed', 'refund_failed'));

-- What was given back so far: an event that tells of less is late.
alter table orders add column refunded numeric not null default 0;
update orders set refunded = total where payment_status = 'refunded';
