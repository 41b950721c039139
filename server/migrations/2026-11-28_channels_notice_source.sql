-- A notice leads to the body that it came in, so that an administrator can read and replay it. On a live database: a column without a
-- default touches no row; notices are few, and the index is made in moments.
alter table channel_notices add column raw_event_id uuid;
create index channel_notices_newest on channel_notices (workspace_id, occurred_at desc, id desc);
