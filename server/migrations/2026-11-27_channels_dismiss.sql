-- A raw event that failed can be given up by a person. A new column without a default: nothing is rewritten.
alter table raw_event_failures add column dismissed_at timestamptz;
drop index raw_event_failures_list;
create index raw_event_failures_list on raw_event_failures (workspace_id, failed_at desc, raw_event_id desc) where replayed_at is null and dismissed_at is null;
