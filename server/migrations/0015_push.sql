-- Notices to members' own browsers and phones, by Web Push.

-- Sealed. The browsers of a workspace subscribe to this key: a new one would silence all of them.
alter table workspaces add column push_key text;

create table push_subscriptions (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- The address is the right to write to it: sealed, and found again by its hash.
  endpoint text not null,
  endpoint_hash bytea not null,
  public_key text not null,
  auth_secret text not null,
  device text not null,
  created_at timestamptz not null,
  last_sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, endpoint_hash),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index push_subscriptions_member on push_subscriptions (workspace_id, member_id);
call secure_table('push_subscriptions');
grant select, insert, update, delete on push_subscriptions to prosa_app;
