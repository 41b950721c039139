-- Models that agents and the copilot ask, and what each call took. On a live database: new tables only.
create table ai_providers (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- The first that works answers.
  position int not null,
  name text not null check (length(name) between 1 and 60),
  kind text not null check (kind in ('openai', 'anthropic', 'google', 'azure', 'compatible')),
  address text not null check (length(address) between 8 and 500),
  answer_model text not null check (length(answer_model) between 1 and 100),
  -- For what is simple: the cheaper one.
  simple_model text not null check (length(simple_model) between 1 and 100),
  -- Null for a server that wants none.
  sealed text,
  is_active boolean not null,
  -- Failures in a row; while `closed_until` lies ahead it is not asked.
  failures int not null default 0,
  closed_until timestamptz,
  -- Of the last failure; null when the last call worked.
  problem text,
  checked_at timestamptz,
  changed_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index ai_providers_name on ai_providers (workspace_id, prosa_fold(name));
call secure_table('ai_providers');
grant select, insert, update, delete on ai_providers to prosa_app;

-- What may be spent, and what is kept. A workspace without a row has the defaults of the program.
create table ai_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Millionths of the workspace's currency for a US dollar.
  rate bigint not null check (rate between 1 and 1000000000000),
  -- Cents of the workspace's currency; null: no limit.
  month_limit bigint check (month_limit >= 0),
  alert_at bigint check (alert_at >= 0),
  conversation_limit bigint check (conversation_limit >= 0),
  keeps_texts boolean not null,
  redacts boolean not null,
  keep_days int not null check (keep_days between 1 and 365),
  changed_at timestamptz not null
);
call secure_table('ai_settings');
grant select, insert, update, delete on ai_settings to prosa_app;

-- Millionths of a US dollar for a million tokens; what stands here goes before the program's own table.
create table ai_prices (
  workspace_id uuid not null references workspaces on delete cascade,
  model text not null check (length(model) between 1 and 100),
  input bigint not null check (input between 0 and 1000000000),
  output bigint not null check (output between 0 and 1000000000),
  primary key (workspace_id, model)
);
call secure_table('ai_prices');
grant select, insert, update, delete on ai_prices to prosa_app;

-- A line a request to a provider, the failed ones too.
create table ai_calls (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- What belongs together: the requests of one turn.
  run_id uuid not null,
  purpose text not null check (purpose in ('answer', 'reply', 'rewrite', 'translate', 'summary', 'check')),
  agent_id uuid,
  -- Of the agent's instructions that were used.
  agent_version int,
  conversation_id uuid,
  message_id uuid,
  -- Whom it was for, where somebody asked.
  asked_by text,
  provider_id uuid,
  provider text not null,
  model text not null,
  input_tokens int not null,
  output_tokens int not null,
  -- Millionths of the workspace's currency; null where the model has no price.
  cost bigint,
  took_ms int not null,
  attempt int not null,
  outcome text not null,
  -- Whether what came of it was said, or why not; null until that is known, and for what is not said.
  came_to text,
  asked_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index ai_calls_asked on ai_calls (workspace_id, asked_at desc, id desc);
create index ai_calls_run on ai_calls (workspace_id, run_id);
create index ai_calls_conversation on ai_calls (workspace_id, conversation_id) where conversation_id is not null;
create index ai_calls_message on ai_calls (workspace_id, message_id) where message_id is not null;
call secure_table('ai_calls');
grant select, insert, update, delete on ai_calls to prosa_app;

-- What was sent and what came back, for those who may read it, as long as it is kept.
create table ai_call_texts (
  workspace_id uuid not null,
  call_id uuid not null,
  asked jsonb not null,
  answered text not null,
  forget_at timestamptz not null,
  primary key (workspace_id, call_id),
  foreign key (workspace_id, call_id) references ai_calls on delete cascade
);
create index ai_call_texts_forget on ai_call_texts (forget_at);
call secure_table('ai_call_texts');
grant select, insert, update, delete on ai_call_texts to prosa_app;
grant select, delete on ai_call_texts to prosa_system;

-- Spent in a month of the workspace's clock: asked before each call, so it is kept and not counted.
create table ai_spend (
  workspace_id uuid not null references workspaces on delete cascade,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  cost bigint not null,
  calls int not null,
  unpriced int not null,
  primary key (workspace_id, month)
);
call secure_table('ai_spend');
grant select, insert, update, delete on ai_spend to prosa_app;
