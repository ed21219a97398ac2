-- What a customer paid, for the export of the account.
create index payments_by_user on payments (user_id, id);
