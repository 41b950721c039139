-- The pipeline: what is being sold to whom, and how far it is. On a live database: new tables only.

create table pipelines (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 60),
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
call secure_table('pipelines');
grant select, insert, update on pipelines to prosa_app;

create table pipeline_stages (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  pipeline_id uuid not null,
  name text not null check (char_length(name) between 1 and 60),
  -- Each pipeline has one stage that is won and one that is lost; the others are on the way.
  kind text not null check (kind in ('open', 'won', 'lost')),
  position smallint not null check (position between 0 and 40),
  -- In hundredths, of a deal that says nothing else.
  probability smallint not null check (probability between 0 and 100),
  -- A deal that stands here for longer is stale; null: none is.
  stale_days smallint check (stale_days between 1 and 365),
  primary key (workspace_id, id),
  foreign key (workspace_id, pipeline_id) references pipelines on delete cascade,
  constraint pipeline_stages_order unique (workspace_id, pipeline_id, position) deferrable initially deferred
);
create unique index pipeline_stages_end on pipeline_stages (workspace_id, pipeline_id, kind) where kind <> 'open';
call secure_table('pipeline_stages');
grant select, insert, update, delete on pipeline_stages to prosa_app;

create table deals (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  -- The kind of the stage, so that lists need not look.
  state text not null check (state in ('open', 'won', 'lost')),
  title text not null check (char_length(title) between 1 and 200),
  contact_id uuid not null,
  conversation_id uuid,
  -- What it began with.
  message_id uuid,
  value_cents bigint not null default 0 check (value_cents between 0 and 100000000000000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Null: as its stage says.
  probability smallint check (probability between 0 and 100),
  owner_id uuid,
  next_step text not null default '' check (char_length(next_step) <= 300),
  next_step_on date,
  lost_reason text check (char_length(lost_reason) between 1 and 300),
  -- Grows with each change: of two who change it at once the second hears of the first.
  revision int not null default 1,
  former_contacts uuid[] not null default '{}',
  former_conversations uuid[] not null default '{}',
  stage_since timestamptz not null,
  closed_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, pipeline_id) references pipelines,
  foreign key (workspace_id, stage_id) references pipeline_stages,
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  foreign key (workspace_id, owner_id) references members (workspace_id, id) on delete set null (owner_id),
  check ((state = 'open') = (closed_at is null)),
  check (state = 'lost' or lost_reason is null)
);
create index deals_board on deals (workspace_id, pipeline_id, stage_id, stage_since desc, id desc);
create index deals_recent on deals (workspace_id, created_at desc, id desc);
create index deals_contact on deals (workspace_id, contact_id, created_at desc, id desc);
create index deals_conversation on deals (workspace_id, conversation_id, created_at desc, id desc) where conversation_id is not null;
create index deals_owner on deals (workspace_id, owner_id, created_at desc, id desc) where state = 'open';
call secure_table('deals');
grant select, insert, update, delete on deals to prosa_app;

-- What happened to each deal, by whom; notes too.
create table deal_activities (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  deal_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('made', 'moved', 'changed', 'noted')),
  by_kind text not null,
  by_id uuid,
  by_name text not null,
  text text check (char_length(text) <= 4000),
  detail jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals on delete cascade
);
create index deal_activities_of on deal_activities (workspace_id, deal_id, at, id);
call secure_table('deal_activities');
grant select, insert, delete on deal_activities to prosa_app;
