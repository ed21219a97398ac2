-- The W3C trace context of what a payment or refund was written down for: its work is done later, in the same trace.
alter table payments add column trace_parent text;
alter table refunds add column trace_parent text;
