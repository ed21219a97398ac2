-- The books of the simulated Stripe. Amounts are whole numbers of Stripe's units.
create table stripe_intents (
    id                   text         primary key,
    -- The order in which they are listed.
    number               bigint       generated always as identity unique,
    amount               bigint       not null check (amount > 0),
    amount_received      bigint       not null default 0 check (amount_received in (0, amount)),
    currency             text         not null,
    capture_method       text         not null check (capture_method in ('automatic', 'manual')),
    status               text         not null check (status in (
        'requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture', 'canceled', 'succeeded')),
    payment_method       text,
    metadata             jsonb        not null,
    -- The code and the decline code of the last refusal.
    error_code           text,
    decline_code         text,
    return_url           text,
    cancellation_reason  text,
    canceled_at          timestamptz,
    created_at           timestamptz  not null
);

create table stripe_refunds (
    id          text         primary key,
    number      bigint       generated always as identity unique,
    intent_id   text         not null references stripe_intents,
    amount      bigint       not null check (amount > 0),
    status      text         not null check (status in ('succeeded', 'pending', 'failed')),
    metadata    jsonb        not null,
    created_at  timestamptz  not null
);

create index stripe_refunds_by_intent on stripe_refunds (intent_id);

-- The first answer to each idempotency key, which every repetition gets.
create table stripe_answers (
    key         text         primary key,
    request     bytea        not null,
    status      int          not null,
    body        text         not null,
    created_at  timestamptz  not null
);
