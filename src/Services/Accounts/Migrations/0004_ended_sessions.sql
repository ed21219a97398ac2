-- Every service asks for the sessions that have ended lately.
create index sessions_by_end on sessions (ended_at, id) where ended_at is not null;

-- A hash of each token that was mailed to a user who forgot the password. A token is used once.
create table password_resets (
    hash        bytea        primary key,
    user_id     uuid         not null references users,
    created_at  timestamptz  not null,
    expires_at  timestamptz  not null,
    used_at     timestamptz
);

create index password_resets_by_user on password_resets (user_id, created_at);
create index password_resets_by_expiry on password_resets (expires_at);
