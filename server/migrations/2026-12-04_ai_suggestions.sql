-- What a model wrote for a member, and what became of it. On a live database: a new table only.
create table ai_suggestions (
  workspace_id uuid not null,
  run_id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('reply', 'rewrite', 'translate', 'summary')),
  text text not null,
  -- `taken`: it stands in the composer; sent as it was it is `accepted`, changed it is `edited`.
  state text not null check (state in ('offered', 'taken', 'accepted', 'edited', 'refused')),
  message_id uuid,
  made_at timestamptz not null,
  taken_at timestamptz,
  primary key (workspace_id, run_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index ai_suggestions_conversation on ai_suggestions (workspace_id, conversation_id, made_at desc);
call secure_table('ai_suggestions');
grant select, insert, update, delete on ai_suggestions to prosa_app;
