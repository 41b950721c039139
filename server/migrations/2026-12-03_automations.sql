-- Rules that act by themselves, and the records of other systems that they watch. On a live database: new tables only.
create table automations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Of those that come with the product; null: the workspace's own.
  key text check (key ~ '^[a-z0-9_]{1,60}$'),
  name text not null check (char_length(name) between 1 and 80),
  is_on boolean not null default false,
  -- What happened before is not acted upon; null while it is off.
  on_since timestamptz,
  position int not null,
  trigger jsonb not null,
  condition jsonb,
  steps jsonb not null,
  revision int not null default 1,
  -- The day, of the workspace's clock, of which a daily rule has taken its cases.
  swept_on date,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  check (is_on = (on_since is not null))
);
create index automations_on on automations (workspace_id) where is_on;
call secure_table('automations');
grant select, insert, update, delete on automations to prosa_app;
grant select on automations to prosa_system;

-- One case of a rule: begun once, whoever looks and however often.
create table automation_runs (
  workspace_id uuid not null,
  id uuid not null,
  automation_id uuid not null,
  case_key text not null check (char_length(case_key) between 1 and 200),
  conversation_id uuid not null,
  contact_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused', 'dropped')),
  -- The next step to be done, from 0.
  step int not null default 0,
  -- When it goes on; null when it is over.
  due_at timestamptz,
  -- The same until a job has it.
  wake_at timestamptz,
  -- Of a pause that ends the run where the contact answers meanwhile.
  silent_since timestamptz,
  -- Why it was dropped or refused: a code.
  reason text,
  log jsonb not null default '[]',
  begun_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, automation_id, case_key),
  foreign key (workspace_id, automation_id) references automations on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  check ((state = 'waiting') = (due_at is not null)),
  check ((state = 'waiting') = (ended_at is null))
);
create index automation_runs_wake on automation_runs (wake_at) where wake_at is not null;
create index automation_runs_of on automation_runs (workspace_id, automation_id, begun_at desc, id desc);
create index automation_runs_conversation on automation_runs (workspace_id, conversation_id, automation_id, begun_at);
create index automation_runs_contact on automation_runs (workspace_id, contact_id);
create index automation_runs_ended on automation_runs (ended_at) where ended_at is not null;
call secure_table('automation_runs');
grant select, insert, update, delete on automation_runs to prosa_app;
grant select, delete on automation_runs to prosa_system;

-- Records of other systems: proposals, payments, users of an application.
create table object_types (
  workspace_id uuid not null references workspaces on delete cascade,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  name text not null check (char_length(name) between 1 and 60),
  states text[] not null check (cardinality(states) between 1 and 20),
  -- [{key, label, type}]: what its data may hold.
  fields jsonb not null,
  created_at timestamptz not null,
  primary key (workspace_id, key)
);
call secure_table('object_types');
grant select, insert, update, delete on object_types to prosa_app;

create table objects (
  workspace_id uuid not null,
  id uuid not null,
  type text not null,
  -- As the other system knows it.
  external_id text not null check (char_length(external_id) between 1 and 120),
  title text not null check (char_length(title) between 1 and 200),
  contact_id uuid not null,
  state text not null,
  -- Since when it is in this state, as the other system said, or when it came.
  state_since timestamptz not null,
  data jsonb not null,
  -- Whose it was before merges of people, the last one last.
  former uuid[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, type, external_id),
  foreign key (workspace_id, type) references object_types on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index objects_contact on objects (workspace_id, contact_id, type, state);
create index objects_listed on objects (workspace_id, type, updated_at desc, id desc);
call secure_table('objects');
grant select, insert, update, delete on objects to prosa_app;
