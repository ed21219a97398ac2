-- An order leaves in one shipment per warehouse that has reserved units for it.
alter table orders add column reserved_units jsonb;

alter table orders drop constraint orders_status_check;
alter table orders add constraint orders_status_check check (
    status in ('pending', 'awaiting_payment', 'confirmed', 'partially_shipped', 'shipped', 'delivered', 'rejected', 'cancelled'));
