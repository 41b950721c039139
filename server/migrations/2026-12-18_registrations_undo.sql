-- A decision that can still be taken back: what was decided, by whom, upon which version, and until when. On a live database: a column
-- that is empty everywhere, and a check that holds for what is written from now on.
alter table registrations add column held_decision jsonb;
alter table registrations add constraint registrations_held_is_open check (held_decision is null or decided_at is null) not valid;
