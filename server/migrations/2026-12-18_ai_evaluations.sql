-- What an agent will be told once it is published, and stored test conversations that are played against it before. On a live database: new
-- tables, and one check widened.
alter table ai_calls
  drop constraint ai_calls_purpose_check,
  add constraint ai_calls_purpose_check check (purpose in ('answer', 'reply', 'rewrite', 'translate', 'summary', 'check', 'evaluation')) not valid;
alter table ai_calls validate constraint ai_calls_purpose_check;

-- At most one of an agent. Nobody is answered by it.
create table ai_agent_drafts (
  workspace_id uuid not null,
  agent_id uuid not null,
  goal text not null,
  prompt text not null,
  tone text not null,
  emoji text not null,
  tools text[] not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references ai_agents on delete cascade
);
call secure_table('ai_agent_drafts');
grant select, insert, update, delete on ai_agent_drafts to prosa_app;

create table ai_evaluations (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  title text not null check (length(title) between 1 and 120),
  -- What was said before: { by, text } each.
  before jsonb not null,
  -- What the contact writes, a turn each.
  lines text[] not null check (cardinality(lines) between 1 and 20),
  -- What has to be said: of each fact the ways of saying it.
  facts jsonb not null,
  -- Ids of tools that have to be wanted, or `hand_over`.
  acts text[] not null,
  forbidden_words text[] not null,
  forbidden_acts text[] not null,
  forbidden_hosts text[] not null,
  -- Whose words these are: they go with it.
  conversation_id uuid,
  is_archived boolean not null default false,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references ai_agents on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index ai_evaluations_agent on ai_evaluations (workspace_id, agent_id, created_at);
create index ai_evaluations_conversation on ai_evaluations (workspace_id, conversation_id) where conversation_id is not null;
call secure_table('ai_evaluations');
grant select, insert, update, delete on ai_evaluations to prosa_app;

create table ai_evaluation_runs (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  -- `stopped`: the month's budget was spent.
  state text not null check (state in ('running', 'done', 'cancelled', 'stopped')),
  -- What is played: instructions as they were when it began, and their version; null: a draft.
  told jsonb not null,
  version int,
  -- What it is held against; null: nothing.
  base_told jsonb,
  base_version int,
  evaluation_ids uuid[] not null,
  begun_by text not null,
  begun_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references ai_agents on delete cascade
);
create index ai_evaluation_runs_agent on ai_evaluation_runs (workspace_id, agent_id, begun_at desc);
create unique index ai_evaluation_runs_running on ai_evaluation_runs (workspace_id, agent_id) where state = 'running';
call secure_table('ai_evaluation_runs');
grant select, insert, update, delete on ai_evaluation_runs to prosa_app;

-- What stands here is not asked again, however often the job runs.
create table ai_evaluation_results (
  workspace_id uuid not null,
  run_id uuid not null,
  evaluation_id uuid not null,
  -- Of the version that it is held against.
  is_base boolean not null,
  outcome text not null check (outcome in ('passed', 'failed', 'not_played')),
  -- { kind, what } each.
  missing jsonb not null,
  forbidden jsonb not null,
  said jsonb not null,
  acts jsonb not null,
  -- Of the calls of models; null: the search answered.
  model_run_id uuid,
  played_at timestamptz not null,
  primary key (workspace_id, run_id, evaluation_id, is_base),
  foreign key (workspace_id, run_id) references ai_evaluation_runs on delete cascade,
  foreign key (workspace_id, evaluation_id) references ai_evaluations on delete cascade
);
create index ai_evaluation_results_evaluation on ai_evaluation_results (workspace_id, evaluation_id);
call secure_table('ai_evaluation_results');
grant select, insert, update, delete on ai_evaluation_results to prosa_app;
