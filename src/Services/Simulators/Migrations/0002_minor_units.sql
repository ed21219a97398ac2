-- Amounts have as many decimals as their currency (ISO 4217), which are two of most and three of some.
alter table charges alter column amount type numeric;

alter table charge_refunds alter column amount type numeric;
