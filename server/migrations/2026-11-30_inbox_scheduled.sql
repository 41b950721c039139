-- Messages that leave later. What became of each stays: sent, refused with its reason, answered before, cancelled.
create table scheduled_messages (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  author_kind text not null check (author_kind in ('member', 'api_key')),
  -- Of the member or the key. Judged again when it leaves, so no reference: who is gone sends nothing.
  author_id uuid not null,
  author_name text not null,
  -- As POST /conversations/{id}/messages takes it.
  message jsonb not null,
  due_at timestamptz not null,
  unless_answered boolean not null,
  idempotency_key text,
  request_hash text,
  state text not null check (state in ('pending', 'sent', 'refused', 'answered', 'cancelled')),
  -- Why it was refused: the code of an error, and its sentence.
  failure_code text,
  failure text,
  message_id uuid,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index scheduled_messages_conversation on scheduled_messages (workspace_id, conversation_id, due_at) where state in ('pending', 'refused', 'answered');
create unique index scheduled_messages_key on scheduled_messages (workspace_id, idempotency_key) where idempotency_key is not null;
call secure_table('scheduled_messages');
grant select, insert, update, delete on scheduled_messages to prosa_app;
