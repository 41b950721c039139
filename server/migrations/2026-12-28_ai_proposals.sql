-- Better instructions for agents, which a model thought of from what went wrong, until a person accepts or refuses them. On a live database: a new
-- table, and one check widened.
alter table ai_calls
  drop constraint ai_calls_purpose_check,
  add constraint ai_calls_purpose_check check (purpose in ('answer', 'reply', 'rewrite', 'translate', 'summary', 'check', 'evaluation', 'proposal')) not valid;
alter table ai_calls validate constraint ai_calls_purpose_check;

create table ai_proposals (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  -- `looking`: the model is asked; `nothing`: too little went wrong, or it would change nothing; `overtaken`: the agent is told something else by now.
  state text not null check (state in ('looking', 'nothing', 'failed', 'open', 'accepted', 'refused', 'overtaken')),
  -- What the agent was told when it was looked at.
  base_version int not null,
  -- { kind, count } each, by how often.
  failures jsonb not null default '[]',
  -- Whose words were read: a proposal goes with any of them.
  conversation_ids uuid[] not null default '{}',
  goal text,
  prompt text,
  -- { what, why } each.
  changes jsonb not null default '[]',
  -- Of the calls of models.
  run_id uuid,
  -- Why it failed, or was refused.
  reason text,
  asked_by text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references ai_agents on delete cascade,
  check (state not in ('open', 'accepted', 'refused') or (goal is not null and prompt is not null))
);
create index ai_proposals_agent on ai_proposals (workspace_id, agent_id, asked_at desc);
create unique index ai_proposals_looking on ai_proposals (workspace_id, agent_id) where state = 'looking';
create index ai_proposals_conversations on ai_proposals using gin (conversation_ids);
call secure_table('ai_proposals');
grant select, insert, update, delete on ai_proposals to prosa_app;
-- Which agents are due, over all workspaces.
grant select on ai_proposals, ai_agents, ai_providers to prosa_system;
