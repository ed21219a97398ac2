-- The newest pair of tokens, encrypted by the service: a refresh token that comes twice at the same time gets the same pair twice.
alter table sessions add column pair bytea;
