-- The hash of the request of a refund: the same key with another request is a mistake. Null for refunds of earlier versions and of the shop itself.
alter table refunds add column request_hash bytea;

-- The shop's own keys begin with system:, which the key of a client never does.
update refunds set key = 'system:order-cancelled' where key = 'order-cancelled';
