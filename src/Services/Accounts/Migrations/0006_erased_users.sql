-- An erased account keeps its row, because its sessions must stay known as ended. Nothing in the row tells who it was, and the names are free for another account.
alter table users add column erased_at timestamptz;
alter table users add constraint users_erased_are_nobody check (erased_at is null or (
    not active and username = '' and email = '' and password_hash = '' and first_name is null and last_name is null and phone is null
    and username_key = 'erased:' || id and email_key = 'erased:' || id));

-- All sessions of a user, also those that have ended.
create index sessions_of_user on sessions (user_id, id);
