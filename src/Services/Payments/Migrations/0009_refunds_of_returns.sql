-- The return that a refund is for, if it is for one.
alter table refunds add column return_id uuid;
