create extension if not exists pg_trgm;

-- Names and addresses for mail are shown as they were typed and compared by their *_key, which the service folds to lower case.
create table users (
    id             uuid         primary key,
    username       text         not null,
    username_key   text         not null constraint users_username_unique unique,
    email          text         not null,
    email_key      text         not null constraint users_email_unique unique,
    password_hash  text         not null,
    first_name     text,
    last_name      text,
    phone          text,
    roles          text[]       not null check (cardinality(roles) > 0 and roles <@ array['customer', 'admin', 'service']),
    active         boolean      not null default true,
    version        integer      not null default 1,
    created_at     timestamptz  not null,
    search         text         not null generated always as (
        lower(username || ' ' || email || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, ''))) stored
);

create index users_by_search on users using gin (search gin_trgm_ops);
create index administrators on users (id) where 'admin' = any(roles);

create table addresses (
    id          uuid     primary key,
    user_id     uuid     not null references users,
    label       text,
    street      text     not null,
    city        text     not null,
    state       text     not null,
    zip_code    text     not null,
    country     text     not null check (country ~ '^[A-Z]{2}$'),
    is_default  boolean  not null
);

create index addresses_by_user on addresses (user_id);
create unique index one_default_address on addresses (user_id) where is_default;

-- A session is the family of all refresh tokens that stem from one login.
create table sessions (
    id          uuid         primary key,
    user_id     uuid         not null references users,
    expires_at  timestamptz  not null,
    ended_at    timestamptz
);

create index sessions_by_user on sessions (user_id) where ended_at is null;
create index sessions_by_expiry on sessions (expires_at);

-- Only hashes: who reads this table cannot sign in with it. Tokens that were used stay until they expire, to be recognised.
create table refresh_tokens (
    hash        bytea        primary key,
    session_id  uuid         not null references sessions on delete cascade,
    expires_at  timestamptz  not null,
    used_at     timestamptz
);

create index refresh_tokens_by_session on refresh_tokens (session_id);
create index refresh_tokens_by_expiry on refresh_tokens (expires_at);

-- By hash of the user's id, or of the name that was tried when there is no such user: both are treated alike.
create table failed_logins (
    key           bytea        primary key,
    count         integer      not null,
    since         timestamptz  not null,
    locked_until  timestamptz
);

create index failed_logins_by_time on failed_logins (since);

-- P-256 keys. The newest one whose time has come signs; private_key is encrypted by the service.
create table signing_keys (
    id           text         primary key,
    x            bytea        not null,
    y            bytea        not null,
    private_key  bytea        not null,
    signs_from   timestamptz  not null
);
