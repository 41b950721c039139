-- Deals in step with a CRM: one connection a workspace, whose stages are whose, what both sides agreed upon, and what went to and fro. On a
-- live database: new tables only.
create table crm_connections (
  workspace_id uuid primary key references workspaces on delete cascade,
  base_url text not null check (char_length(base_url) <= 500),
  sealed_token text not null,
  -- Keys of the fields there that hold our ids.
  deal_key text not null,
  person_key text not null,
  is_on boolean not null default true,
  -- Why it rests until a person connects again; null: it does not.
  problem text,
  -- What changed there until then is read, and when it is looked at again.
  read_through timestamptz not null,
  next_read_at timestamptz not null,
  connected_at timestamptz not null,
  connected_by text not null
);
create index crm_connections_due on crm_connections (next_read_at) where is_on and problem is null;
call secure_table('crm_connections');
grant select, insert, update, delete on crm_connections to prosa_app;
grant select on crm_connections to prosa_system;

-- An open stage of ours, and the one there that is the same. Won and lost are states there, and need none.
create table crm_stages (
  workspace_id uuid not null references crm_connections on delete cascade,
  stage_id uuid not null,
  external_id bigint not null,
  primary key (workspace_id, stage_id),
  foreign key (workspace_id, stage_id) references pipeline_stages on delete cascade
);
create unique index crm_stages_once on crm_stages (workspace_id, external_id);
call secure_table('crm_stages');
grant select, insert, update, delete on crm_stages to prosa_app;

create table crm_persons (
  workspace_id uuid not null references crm_connections on delete cascade,
  contact_id uuid not null,
  external_id bigint not null,
  primary key (workspace_id, contact_id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
call secure_table('crm_persons');
grant select, insert, update, delete on crm_persons to prosa_app;

create table crm_deals (
  workspace_id uuid not null references crm_connections on delete cascade,
  deal_id uuid not null,
  external_id bigint not null,
  -- What both sides said when they were last in step: what differs from it has changed since.
  agreed jsonb not null,
  -- Our revision that is in step: a change that came from there is not sent back.
  revision integer not null,
  primary key (workspace_id, deal_id),
  foreign key (workspace_id, deal_id) references deals on delete cascade
);
create unique index crm_deals_external on crm_deals (workspace_id, external_id);
call secure_table('crm_deals');
grant select, insert, update, delete on crm_deals to prosa_app;

create table crm_exchanges (
  workspace_id uuid not null references crm_connections on delete cascade,
  id uuid not null,
  deal_id uuid not null,
  state text not null check (state in ('pending', 'done', 'dead')),
  attempts smallint not null default 0,
  -- When it is tried; null: it is being tried, waits for the connection, or is settled.
  next_at timestamptz,
  -- Of the last try that failed: the status, or why there is none, and the beginning of the answer.
  status smallint,
  failure text,
  answer text check (octet_length(answer) <= 1024),
  -- Fields that went there, and that came from there.
  sent jsonb not null default '{}',
  received jsonb not null default '{}',
  created_at timestamptz not null,
  tried_at timestamptz,
  settled_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals on delete cascade
);
create unique index crm_exchanges_pending on crm_exchanges (workspace_id, deal_id) where state = 'pending';
create index crm_exchanges_recent on crm_exchanges (workspace_id, created_at desc, id desc);
create index crm_exchanges_of on crm_exchanges (workspace_id, deal_id);
create index crm_exchanges_dead on crm_exchanges (workspace_id, settled_at desc, id desc) where state = 'dead';
create index crm_exchanges_due on crm_exchanges (next_at) where next_at is not null;
create index crm_exchanges_old on crm_exchanges (settled_at) where settled_at is not null;
call secure_table('crm_exchanges');
grant select, insert, update, delete on crm_exchanges to prosa_app;
grant select, delete on crm_exchanges to prosa_system;
