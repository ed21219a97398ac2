-- Amounts have as many decimals as the currency of their marketplace (ISO 4217).
alter table imported_orders alter column amount type numeric;
alter table imported_days   alter column amount type numeric;
alter table discrepancies   alter column amount type numeric;

-- The currency of its amounts; null until it is configured again. It stays once there are orders in it.
alter table marketplaces add column currency text check (currency ~ '^[A-Z]{3}$');
