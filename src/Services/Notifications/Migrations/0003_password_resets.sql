-- The request of which a mail shall carry the token. The token itself is derived when the mail is sent, and not stored.
alter table notifications add column reset_id uuid;
