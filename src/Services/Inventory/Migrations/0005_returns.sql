-- Units that a customer sent back and that can be sold again.
alter table movements drop constraint movements_reason_check;
alter table movements add constraint movements_reason_check check (reason in ('count', 'shipment', 'return'));

create index movements_of_returns on movements (order_id, sku) where reason = 'return';
