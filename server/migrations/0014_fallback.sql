-- What leaves by another channel when its own is down, how channels fare, and what else is told of them. Live tables only gain
-- columns with constant defaults, which rewrites nothing.

-- Urgent work orders and approvals: the only notices that may cost an SMS.
alter table messages add column is_critical boolean not null default false;

alter table channels
  add column falls_back boolean not null default true,
  -- Sends that the account has paid for; null where there is no such limit.
  add column daily_quota int check (daily_quota > 0),
  add column monthly_quota int check (monthly_quota > 0),
  add column token_expires_at timestamptz;

alter table channel_flow
  -- Since the first sign of a trouble that lasts, and since when its messages go another way.
  add column down_since timestamptz,
  add column fallback_since timestamptz,
  -- The check of every minute is one cheap call; this one asks for everything.
  add column validated_at timestamptz;

-- Sends by slots of five minutes; workers add what they counted every few seconds.
create table channel_traffic (
  workspace_id uuid not null,
  channel_id uuid not null,
  slot timestamptz not null,
  sent int not null default 0,
  failed int not null default 0,
  primary key (workspace_id, channel_id, slot),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
create index channel_traffic_age on channel_traffic (slot);
call secure_table('channel_traffic');
grant select on channel_traffic to prosa_app;
grant select, insert, update, delete on channel_traffic to prosa_system;

-- One open alert a channel and matter, not one a channel: a token that ends is no outage.
alter table alerts drop constraint alerts_kind_check;
alter table alerts add constraint alerts_kind_check check (kind in
  ('offline', 'stopped', 'paused', 'incident', 'fallback', 'busy', 'quota', 'quota_reached', 'token_14', 'token_7', 'token_1', 'gap', 'undelivered'));
alter table alerts add column matter text not null default 'trouble';
drop index alerts_open;
create unique index alerts_open on alerts (workspace_id, channel_id, matter) where ended_at is null;
