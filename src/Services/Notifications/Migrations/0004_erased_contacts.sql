-- The address of an erased user stays until the last mail is sent.
alter table contacts add column erased_at timestamptz;
create index contacts_to_erase on contacts (user_id) where erased_at is not null;
