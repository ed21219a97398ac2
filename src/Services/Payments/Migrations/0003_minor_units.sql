-- Amounts have as many decimals as their currency (ISO 4217), which are two of most and three of some.
alter table payments
    alter column amount   type numeric,
    alter column captured type numeric,
    alter column refunded type numeric;

alter table refunds alter column amount type numeric;

alter table entries alter column amount type numeric;
