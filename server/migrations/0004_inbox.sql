-- Contacts, conversations, messages and their files. New tables only.

create table contacts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Given by a member; wins over what the person calls themselves.
  name text check (length(name) between 1 and 200),
  profile_name text,
  persona text not null default 'customer',
  lifecycle text not null default 'lead' check (lifecycle in ('lead', 'qualified', 'customer', 'inactive')),
  attributes jsonb not null default '{}',
  marketing_consent text not null default 'unknown' check (marketing_consent in ('unknown', 'given', 'withdrawn')),
  merged_into uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, merged_into) references contacts
);
create index contacts_recent on contacts (workspace_id, created_at desc, id desc) where merged_into is null;
call secure_table('contacts');
grant select, insert, update on contacts to prosa_app;

-- A person is a set of identifiers. `value` is the form that matches (phones: E.164 with Brazil's ninth digit),
-- `address` the form that the provider uses for the same person.
create table contact_identities (
  workspace_id uuid not null,
  kind text not null,
  value text not null,
  contact_id uuid not null,
  address text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (workspace_id, kind, value),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index contact_identities_contact on contact_identities (workspace_id, contact_id);
call secure_table('contact_identities');
grant select, insert, update, delete on contact_identities to prosa_app;

-- Every merge with what is needed to explain and to undo it.
create table contact_merges (
  workspace_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  reason text not null,
  moved jsonb not null,
  merged_at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, kept_id) references contacts on delete cascade,
  foreign key (workspace_id, merged_id) references contacts on delete cascade
);
call secure_table('contact_merges');
grant select, insert, update on contact_merges to prosa_app;

create table queues (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
call secure_table('queues');
grant select, insert, update on queues to prosa_app;

-- One contact on one channel account (or one group); it never ends, its sessions do.
create table conversations (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  -- Empty, or the provider's id of a group.
  thread_key text not null default '',
  subject text,
  -- State of the current session.
  state text not null default 'open' check (state in ('open', 'waiting', 'snoozed', 'resolved')),
  session_id uuid,
  queue_id uuid,
  assignee_id uuid,
  snoozed_until timestamptz,
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  unread_count int not null default 0,
  message_count int not null default 0,
  -- Free text is allowed until then; null: the contact never wrote.
  window_closes_at timestamptz,
  last_inbound_at timestamptz,
  last_message_at timestamptz not null,
  last_message_id uuid,
  -- Another system answers in this thread (Meta's own agent): we must stay silent.
  held_by text,
  held_changed_at timestamptz,
  -- The advertisement or post that the first message came from.
  referral jsonb,
  blocked_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, contact_id, thread_key),
  foreign key (workspace_id, channel_id) references channels,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, assignee_id) references members,
  foreign key (workspace_id, queue_id) references queues
) with (fillfactor = 80);
create index conversations_recent on conversations (workspace_id, last_message_at desc, id desc);
create index conversations_state on conversations (workspace_id, state, last_message_at desc, id desc);
create index conversations_assignee on conversations (workspace_id, assignee_id, state, last_message_at desc, id desc);
create index conversations_queue on conversations (workspace_id, queue_id, state, last_message_at desc, id desc) where queue_id is not null;
create index conversations_contact on conversations (workspace_id, contact_id);
call secure_table('conversations');
grant select, insert, update on conversations to prosa_app;

-- From the first word after silence or closing until it is resolved.
create table sessions (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  opened_at timestamptz not null,
  opened_by text not null check (opened_by in ('contact', 'member')),
  closed_at timestamptz,
  closed_by uuid,
  first_reply_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index sessions_conversation on sessions (workspace_id, conversation_id, opened_at desc);
call secure_table('sessions');
grant select, insert, update on sessions to prosa_app;

-- queued < unconfirmed < sent < failed < delivered < read. A status only moves up: a message that failed after it was
-- sent may still be delivered to another device, and a delivery is never taken back.
create function message_rank(status text) returns smallint language sql immutable
  return case status when 'queued' then 0 when 'unconfirmed' then 1 when 'sent' then 2 when 'failed' then 3
    when 'delivered' then 4 when 'read' then 5 when 'received' then 6 end;

create table messages (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  -- Notes are for the team and never leave.
  is_note boolean not null default false,
  author_kind text not null check (author_kind in ('contact', 'member', 'flow', 'ai', 'automation', 'campaign', 'system', 'api', 'echo')),
  author_id uuid,
  author_name text,
  kind text not null,
  text text,
  content jsonb not null default '{}',
  reply_to_id uuid,
  -- The provider's id of the quoted message; it may be one that we never saw.
  reply_to_provider_id text,
  provider_message_id text,
  -- Made by the sender, so that sending again is the same sending.
  idempotency_key text,
  status text not null check (status in ('queued', 'unconfirmed', 'sent', 'failed', 'delivered', 'read', 'received')),
  failure_code text,
  failure_text text,
  -- Set right before the provider is called; without an outcome after a crash nobody knows whether it left.
  attempted_at timestamptz,
  attempts int not null default 0,
  -- Waits for its channel to work again.
  parked_at timestamptz,
  -- Order in the conversation: the provider's time, then our arrival; stored once.
  occurred_at timestamptz not null,
  arrival bigint generated always as identity,
  created_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  played_at timestamptz,
  failed_at timestamptz,
  edited_at timestamptz,
  deleted_at timestamptz,
  price jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create unique index messages_provider on messages (workspace_id, channel_id, provider_message_id) where provider_message_id is not null;
create unique index messages_idempotency on messages (workspace_id, idempotency_key) where idempotency_key is not null;
create index messages_timeline on messages (workspace_id, conversation_id, occurred_at desc, arrival desc);
create index messages_parked on messages (workspace_id, channel_id, created_at) where parked_at is not null;
call secure_table('messages');
grant select, insert, update on messages to prosa_app;

-- Earlier texts of edited messages.
create table message_revisions (
  workspace_id uuid not null,
  message_id uuid not null,
  revised_at timestamptz not null,
  text text,
  primary key (workspace_id, message_id, revised_at),
  foreign key (workspace_id, message_id) references messages on delete cascade
);
call secure_table('message_revisions');
grant select, insert on message_revisions to prosa_app;

create table reactions (
  workspace_id uuid not null,
  message_id uuid not null,
  -- 'contact' or the member's id: everyone has one reaction a message.
  reactor text not null,
  -- Null: taken back; kept, so that an older reaction that arrives late does not return.
  emoji text,
  reacted_at timestamptz not null,
  primary key (workspace_id, message_id, reactor),
  foreign key (workspace_id, message_id) references messages on delete cascade
);
call secure_table('reactions');
grant select, insert, update on reactions to prosa_app;

-- Statuses, reactions, edits and revokes whose message is not here yet: applied when it comes.
create table parked_signals (
  workspace_id uuid not null,
  channel_id uuid not null,
  provider_message_id text not null,
  id uuid not null,
  signal jsonb not null,
  signal_hash bytea not null,
  parked_at timestamptz not null,
  primary key (workspace_id, channel_id, provider_message_id, signal_hash),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
create index parked_signals_age on parked_signals (parked_at);
call secure_table('parked_signals');
grant select, insert, delete on parked_signals to prosa_app;
grant select, delete on parked_signals to prosa_system;

create table attachments (
  workspace_id uuid not null,
  id uuid not null,
  -- Null while an upload waits for its message.
  message_id uuid,
  position smallint not null default 0,
  kind text not null check (kind in ('image', 'video', 'audio', 'voice', 'document', 'sticker')),
  state text not null check (state in ('pending', 'stored', 'failed')),
  failure_code text,
  -- The provider's handle; dies after days, so the file is fetched at once.
  provider_media_id text,
  declared_type text,
  declared_hash text,
  media_type text,
  file_name text,
  size bigint,
  hash text,
  storage_key text,
  thumbnail_key text,
  width int,
  height int,
  uploaded_by uuid,
  created_at timestamptz not null,
  stored_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, message_id) references messages on delete cascade
);
create index attachments_message on attachments (workspace_id, message_id, position);
create index attachments_waiting on attachments (workspace_id, created_at) where message_id is null;
call secure_table('attachments');
grant select, insert, update on attachments to prosa_app;
