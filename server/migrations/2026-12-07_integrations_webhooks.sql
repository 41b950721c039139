-- Outgoing webhooks: who is told of what, and every telling with what came of it. On a live database: new tables only.
create table webhook_endpoints (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 80),
  url text not null check (char_length(url) <= 2000),
  -- Kinds of events, or `noun.*`; none: all.
  kinds text[] not null,
  is_on boolean not null default true,
  -- Why the product switched it off; null: a person did, or it is on.
  off_reason text,
  sealed_secret text not null,
  -- The one before is signed with too, until its time is over.
  sealed_former_secret text,
  former_until timestamptz,
  -- Since when nothing arrives; null: the last one did.
  failing_since timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  primary key (workspace_id, id)
);
call secure_table('webhook_endpoints');
grant select, insert, update, delete on webhook_endpoints to prosa_app;

create table webhook_deliveries (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  endpoint_id uuid not null,
  -- Of one event an endpoint is told once; null: a trial.
  event_seq bigint,
  kind text not null,
  body text not null,
  state text not null check (state in ('pending', 'delivered', 'dead')),
  attempts smallint not null default 0,
  -- When it is tried again; null: it is being tried, or settled.
  next_at timestamptz,
  -- Of the last try: its status, or why there is none, and the beginning of the answer.
  status smallint,
  failure text,
  answer text check (octet_length(answer) <= 1024),
  created_at timestamptz not null,
  tried_at timestamptz,
  settled_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, endpoint_id) references webhook_endpoints on delete cascade
);
create unique index webhook_deliveries_once on webhook_deliveries (workspace_id, endpoint_id, event_seq);
create index webhook_deliveries_recent on webhook_deliveries (workspace_id, created_at desc, id desc);
create index webhook_deliveries_of on webhook_deliveries (workspace_id, endpoint_id, created_at desc, id desc);
create index webhook_deliveries_dead on webhook_deliveries (workspace_id, settled_at desc, id desc) where state = 'dead';
create index webhook_deliveries_due on webhook_deliveries (next_at) where next_at is not null;
create index webhook_deliveries_old on webhook_deliveries (settled_at) where settled_at is not null;
call secure_table('webhook_deliveries');
grant select, insert, update, delete on webhook_deliveries to prosa_app;
grant select, delete on webhook_deliveries to prosa_system;
