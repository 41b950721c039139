-- Who writes down voice messages, and what each took. On a live database: new tables only.
create table ai_speech (
  workspace_id uuid primary key references workspaces on delete cascade,
  kind text not null check (kind in ('openai_compatible', 'azure_speech')),
  -- Up to the path of the provider: `https://api.openai.com/v1`, say.
  address text not null check (length(address) between 8 and 500),
  model text not null check (length(model) between 1 and 100),
  -- Tried first; when it is not sure, the provider finds the language itself.
  language text not null check (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  -- Null for a server that wants none.
  sealed text,
  -- Millionths of a US dollar.
  price_a_minute int not null check (price_a_minute between 0 and 10000000),
  changed_at timestamptz not null
);
call secure_table('ai_speech');
grant select, insert, update, delete on ai_speech to prosa_app;

create table ai_transcriptions (
  workspace_id uuid not null,
  id uuid not null,
  attachment_id uuid not null,
  conversation_id uuid not null,
  model text not null,
  seconds float8 not null,
  -- Millionths of a US dollar.
  cost bigint not null,
  took_ms int not null,
  -- `heard`, or why not.
  outcome text not null,
  asked_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index ai_transcriptions_asked on ai_transcriptions (workspace_id, asked_at);
create index ai_transcriptions_conversation on ai_transcriptions (workspace_id, conversation_id);
call secure_table('ai_transcriptions');
grant select, insert, update, delete on ai_transcriptions to prosa_app;
