-- Two versions of an agent side by side, and which one took a turn. On a live database: a new table, and columns without a rewrite; turns
-- that a model took get the version of its call, others from before have none.
create table ai_experiments (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  -- What the agent was told when it began, and what some of the contacts are answered with instead.
  champion int not null,
  challenger int not null check (challenger <> champion),
  -- Of a hundred contacts so many.
  percent int not null check (percent between 1 and 99),
  started_by text not null,
  started_at timestamptz not null,
  stopped_by text,
  stopped_at timestamptz,
  -- One of the two.
  kept int,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references ai_agents on delete cascade
);
create unique index ai_experiments_running on ai_experiments (workspace_id, agent_id) where stopped_at is null;
create index ai_experiments_agent on ai_experiments (workspace_id, agent_id, started_at desc);
call secure_table('ai_experiments');
grant select, insert, update, delete on ai_experiments to prosa_app;

alter table ai_turns
  add column agent_version int,
  -- Without a reference: turns outlive the agent and its experiments.
  add column experiment_id uuid,
  -- After an answer the contact wrote thanks, and asked nothing.
  add column confirms boolean not null default false;
-- Not even the owner of a table sees its rows while security is forced.
alter table ai_turns no force row level security;
alter table ai_calls no force row level security;
update ai_turns u set agent_version = l.agent_version from ai_calls l
  where u.run_id is not null and l.workspace_id = u.workspace_id and l.run_id = u.run_id and l.agent_version is not null;
alter table ai_turns force row level security;
alter table ai_calls force row level security;
create index ai_turns_version on ai_turns (workspace_id, agent_id, taken_at) where agent_version is not null;
create index ai_turns_experiment on ai_turns (workspace_id, experiment_id) where experiment_id is not null;
