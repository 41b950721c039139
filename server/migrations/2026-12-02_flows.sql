-- Flows: what is drawn, what was published, and what became of every conversation with them. On a live database: new tables only.
create table flows (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- Of two flows that would begin, the one further up does.
  position int not null,
  is_active boolean not null default false,
  draft jsonb not null,
  layout jsonb not null,
  -- Grows with every save: of two people who draw at once, the second is told.
  draft_revision int not null default 1,
  saved_by_id uuid,
  saved_by_name text not null,
  saved_at timestamptz not null,
  -- The version that new runs take; null before the first.
  published_version int,
  -- What the draft was when that version was published.
  published_revision int,
  -- What begins a run of that version, so that deciding who begins reads no document.
  starts jsonb not null default '[]',
  created_at timestamptz not null,
  -- Gone for people; runs that had begun go on to their end.
  removed_at timestamptz,
  primary key (workspace_id, id)
);
create index flows_order on flows (workspace_id, position, id) where removed_at is null;
call secure_table('flows');
grant select, insert, update on flows to prosa_app;
grant select on flows to prosa_system;

-- What was published. Never changed: runs hold on to theirs.
create table flow_versions (
  workspace_id uuid not null,
  flow_id uuid not null,
  version int not null,
  document jsonb not null,
  layout jsonb not null,
  note text not null default '' check (length(note) <= 500),
  published_by_id uuid,
  published_by_name text not null,
  published_at timestamptz not null,
  primary key (workspace_id, flow_id, version),
  foreign key (workspace_id, flow_id) references flows on delete cascade
);
call secure_table('flow_versions');
grant select, insert on flow_versions to prosa_app;

-- One conversation's way through a flow.
create table flow_runs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  flow_id uuid not null,
  -- That of its beginning, for life.
  version int not null,
  session_id uuid not null,
  conversation_id uuid not null,
  contact_id uuid not null,
  -- Of the root package `flow`: with the document and the next event it says all of what comes.
  state jsonb not null,
  status text not null check (status in ('running', 'waiting', 'ended')),
  ending text check (ending in ('done', 'handed_over', 'cancelled', 'too_many_steps', 'failed', 'replaced')),
  -- The block that it stands at, or stood at when it ended.
  at_block text,
  -- A wait, a date, a silence or the rest of an answer comes then.
  wake_at timestamptz,
  -- Arrival number of the last message that the run has read.
  heard bigint not null default 0,
  -- Variables that whoever began it gave along, until the first step has them.
  given jsonb not null default '{}',
  steps int not null default 0,
  -- What began it: `keyword`, `entry_rule`, `api` and so on.
  started_by text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- What went wrong, in the words of the error catalogue.
  failure text,
  primary key (workspace_id, id),
  foreign key (workspace_id, flow_id, version) references flow_versions on delete cascade,
  check ((status = 'ended') = (ended_at is not null))
);
-- One run speaks in a session at a time.
create unique index flow_runs_open on flow_runs (workspace_id, session_id) where status <> 'ended';
create index flow_runs_wake on flow_runs (wake_at) where wake_at is not null;
create index flow_runs_flow on flow_runs (workspace_id, flow_id, started_at desc, id desc);
create index flow_runs_conversation on flow_runs (workspace_id, conversation_id, started_at desc);
create index flow_runs_contact on flow_runs (workspace_id, contact_id, started_at desc);
create index flow_runs_ended on flow_runs (ended_at) where ended_at is not null;
call secure_table('flow_runs');
grant select, insert, update on flow_runs to prosa_app;
grant select, delete on flow_runs to prosa_system;

-- Every event that a run took, with what came of it. Never changed.
create table flow_steps (
  workspace_id uuid not null,
  run_id uuid not null,
  -- Counted from 1.
  number int not null,
  event jsonb not null,
  -- After the step; before it is that of the step before, and of the first that of a run that has not begun.
  state jsonb not null,
  effects jsonb not null,
  path jsonb not null,
  at timestamptz not null,
  primary key (workspace_id, run_id, number),
  foreign key (workspace_id, run_id) references flow_runs on delete cascade
);
call secure_table('flow_steps');
grant select, insert on flow_steps to prosa_app;

-- Each time that a run came to a block: what the figures on the canvas count.
create table flow_visits (
  workspace_id uuid not null,
  run_id uuid not null,
  -- In the order of the run, counted from 1.
  number int not null,
  flow_id uuid not null,
  version int not null,
  block text not null,
  entered_at timestamptz not null,
  -- Null while the run stands there, and when it ended there.
  left_at timestamptz,
  exit text,
  primary key (workspace_id, run_id, number),
  foreign key (workspace_id, run_id) references flow_runs on delete cascade
);
create index flow_visits_flow on flow_visits (workspace_id, flow_id, entered_at) include (version, block, left_at, exit, run_id);
create index flow_visits_block on flow_visits (workspace_id, flow_id, block, entered_at desc);
call secure_table('flow_visits');
grant select, insert, update on flow_visits to prosa_app;

-- What HTTP blocks show at other people's doors. The document names the row, never the secret.
create table flow_credentials (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  -- The header that carries it.
  header text not null check (length(header) between 1 and 80),
  -- The only host that is ever given it.
  host text not null check (length(host) between 1 and 253),
  sealed text not null,
  made_by_name text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index flow_credentials_name on flow_credentials (workspace_id, prosa_fold(name));
call secure_table('flow_credentials');
grant select, insert, update, delete on flow_credentials to prosa_app;
