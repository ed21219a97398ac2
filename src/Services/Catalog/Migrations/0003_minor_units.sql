-- Prices have as many decimals as their currency (ISO 4217), which are two of most, three of some, and none of these.
create temporary table currencies_without_decimals on commit drop as
select unnest(string_to_array('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF', ' ')) as code;

alter table products alter column price type numeric;

alter table variants alter column price type numeric;

update variants v set price = greatest(round(v.price), 1)
from products p
where p.id = v.product_id and p.currency in (select code from currencies_without_decimals);

update products set price = greatest(round(price), 1) where currency in (select code from currencies_without_decimals);
