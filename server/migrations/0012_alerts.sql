-- Where the people who run a workspace hear of a channel in trouble. Without any, its owners and administrators get a mail.
create table alert_targets (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('email', 'slack', 'discord')),
  name text not null check (length(name) between 1 and 120),
  -- Sealed: the address of a webhook is its secret.
  address text not null,
  silenced_until timestamptz,
  -- The other side refused for good: gone, archived, forbidden.
  disabled_reason text,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
call secure_table('alert_targets');
grant select, insert, update, delete on alert_targets to prosa_app;

-- One trouble of one channel, from its beginning to its end.
create table alerts (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('offline', 'stopped', 'paused')),
  began_at timestamptz not null,
  ended_at timestamptz,
  told_at timestamptz,
  end_told_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
create unique index alerts_open on alerts (workspace_id, channel_id) where ended_at is null;
create index alerts_untold on alerts (workspace_id, began_at) where told_at is null or (ended_at is not null and end_told_at is null);
call secure_table('alerts');
grant select, insert, update on alerts to prosa_app;
