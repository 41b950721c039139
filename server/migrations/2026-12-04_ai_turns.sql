-- Agents that ask a model: what they may do besides answering, and what they did. On a live database: columns with defaults, new tables, one check widened.
alter table ai_agents
  -- Ids of what it may do and look up; a hand-over is always allowed.
  add column tools text[] not null default '{}',
  -- Less sure than this, a person goes on.
  add column min_confidence real not null default 0.5 check (min_confidence between 0 and 1),
  -- Hosts that its answers may lead to, besides those of what the team wrote.
  add column allowed_hosts text[] not null default '{}',
  -- Counts what it was told: instructions, goal, tone and tools.
  add column version int not null default 1;

alter table ai_turns
  add column run_id uuid,
  drop constraint ai_turns_did_check,
  add constraint ai_turns_did_check check (did in ('greeted', 'answered', 'asked', 'not_known', 'thanked', 'told', 'handed_over', 'silent', 'talked', 'confirm')) not valid;
alter table ai_turns validate constraint ai_turns_did_check;
create index ai_turns_run on ai_turns (workspace_id, run_id) where run_id is not null;

-- What a model wanted done. One wish of one turn is one row, however often the turn runs.
create table ai_tool_runs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  run_id uuid not null,
  session_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  -- The turn and what was wanted: the same again is not done again.
  call_key text not null,
  tool text not null,
  input jsonb not null,
  -- `waiting`: the contact is asked for a yes; `declined`: they said no, or something else.
  state text not null check (state in ('done', 'refused', 'waiting', 'declined')),
  output jsonb not null,
  took_ms int not null,
  wanted_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, session_id, call_key),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index ai_tool_runs_run on ai_tool_runs (workspace_id, run_id);
create index ai_tool_runs_conversation on ai_tool_runs (workspace_id, conversation_id);
call secure_table('ai_tool_runs');
grant select, insert, update, delete on ai_tool_runs to prosa_app;

-- What an agent was told, each time that was changed.
create table ai_agent_versions (
  workspace_id uuid not null,
  agent_id uuid not null,
  version int not null,
  goal text not null,
  prompt text not null,
  tone text not null,
  emoji text not null,
  tools text[] not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, agent_id, version),
  foreign key (workspace_id, agent_id) references ai_agents on delete cascade
);
call secure_table('ai_agent_versions');
grant select, insert, delete on ai_agent_versions to prosa_app;
insert into ai_agent_versions (workspace_id, agent_id, version, goal, prompt, tone, emoji, tools, changed_by, changed_at)
  select workspace_id, id, version, goal, prompt, tone, emoji, tools, 'Prosa', changed_at from ai_agents;
