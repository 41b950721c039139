-- Meta calls one address for all numbers, pages and accounts of an app. On a live database: a new table, columns without a default, and a
-- small table of failures that is looked through once. `raw_events` stays as it is: a body that came by an app has the app's id as its
-- `channel_id`, which has no foreign key and is part of the primary key.
create table meta_apps (
  workspace_id uuid not null references workspaces on delete cascade,
  -- Alone it is what the address names before the workspace is known.
  id uuid not null unique,
  name text not null check (char_length(name) between 1 and 120),
  -- Meta's own id of the app.
  app_id text not null check (char_length(app_id) between 1 and 40),
  sealed_app_secret text not null,
  sealed_verify_token text not null,
  -- Written at most once a minute.
  last_heard_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, app_id)
);
call secure_table('meta_apps');
grant select, insert, update, delete on meta_apps to prosa_app;
grant select on meta_apps to prosa_system;

-- By which app webhooks of this account come; null: by its own address alone.
alter table channels add column meta_app_id uuid,
  add foreign key (workspace_id, meta_app_id) references meta_apps;
create index channels_meta_app on channels (workspace_id, meta_app_id) where meta_app_id is not null;

alter table raw_event_failures add column meta_app_id uuid,
  -- Of a body of an app: `kind id` of the accounts in it that no channel has.
  add column unowned text[],
  alter column channel_id drop not null,
  add foreign key (workspace_id, meta_app_id) references meta_apps on delete cascade,
  add constraint raw_event_failures_owner check (num_nonnulls(channel_id, meta_app_id) = 1) not valid;
alter table raw_event_failures validate constraint raw_event_failures_owner;
create index raw_event_failures_meta_app on raw_event_failures (workspace_id, meta_app_id) where meta_app_id is not null;
