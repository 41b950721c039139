-- Not every trouble is a channel's: files may fill their room.
alter table alerts alter column channel_id drop not null;
alter table alerts drop constraint alerts_kind_check;
alter table alerts add constraint alerts_kind_check check (kind in
  ('offline', 'stopped', 'paused', 'incident', 'fallback', 'busy', 'quota', 'quota_reached', 'token_14', 'token_7', 'token_1', 'gap', 'undelivered',
   'storage', 'storage_full'));
drop index alerts_open;
create unique index alerts_open on alerts (workspace_id, channel_id, matter) nulls not distinct where ended_at is null;
