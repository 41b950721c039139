-- What the regular check of a channel found last.
alter table channel_flow
  add column checked_at timestamptz,
  add column check_failures int not null default 0,
  add column latency_ms int,
  add column offline_since timestamptz;
