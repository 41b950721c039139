-- The floor: who may speak in a session. On a live database: new columns have constant defaults, the new checks are not read over
-- old rows (each fulfils the check that it takes the place of), and open sessions are written once.

-- Grows with every change of the floor, over all sessions of the conversation: a version that began anew with each session could not
-- tell that a person took a later one. `person_floor_version` is the one with which a person took it last.
alter table conversations add column floor_version int not null default 0, add column person_floor_version int not null default 0;

alter table sessions
  add column holder text not null default 'nobody' check (holder in ('nobody', 'flow', 'ai', 'queue', 'person')),
  -- Of the flow, AI agent, queue or member; null where nobody knows, as for whoever answers in the provider's own app.
  add column holder_id uuid,
  add column held_since timestamptz,
  -- A turn is wanted, and its job waits or runs.
  add column turn_due_at timestamptz,
  -- The first message that it is about; null while a responder thinks and nothing more has come.
  add column turn_first_at timestamptz,
  -- Silence ends it then, unless somebody wrote meanwhile: only the sweep moves it, so that messages need not. Null: silence never does.
  add column ends_at timestamptz,
  add column closed_reason text check (closed_reason in ('resolved', 'silence', 'timeout')),
  -- Since a person wrote last.
  add column automatic_replies int not null default 0,
  -- Bots went round in circles: none begins again until a person acts.
  add column loop_stopped_at timestamptz;
create index sessions_ending on sessions (ends_at) where ends_at is not null;
grant select on sessions to prosa_system;

update sessions s set
  holder = case when c.assignee_id is null then 'nobody' else 'person' end, holder_id = c.assignee_id, held_since = s.opened_at,
  ends_at = case when c.assignee_id is null then greatest(c.last_message_at, now()) + interval '24 hours' end
from conversations c where c.workspace_id = s.workspace_id and c.id = s.conversation_id and s.closed_at is null and c.session_id = s.id;
update sessions set closed_reason = 'resolved' where closed_at is not null;

alter table messages drop constraint messages_status_check;
alter table messages add constraint messages_status_check
  check (status in ('queued', 'unconfirmed', 'sent', 'failed', 'withdrawn', 'delivered', 'read', 'received')) not valid;
-- The conversation's version when a bot wrote it; null for people and for what always leaves.
alter table messages add column floor_version int;

-- Withdrawn is as final as failed.
create or replace function message_rank(status text) returns smallint language sql immutable
  return case status when 'queued' then 0 when 'unconfirmed' then 1 when 'sent' then 2 when 'failed' then 3 when 'withdrawn' then 3
    when 'delivered' then 4 when 'read' then 5 when 'received' then 6 end;

alter table audit_log drop constraint audit_log_actor_kind_check;
alter table audit_log add constraint audit_log_actor_kind_check
  check (actor_kind in ('member', 'api_key', 'system', 'flow', 'ai', 'automation', 'campaign', 'contact')) not valid;

-- Of a voice message or recording: a turn waits a while for its words.
alter table attachments add column transcript_state text check (transcript_state in ('pending', 'done', 'failed'));

-- A workspace's own choice; without a row the defaults count.
create table floor_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- A turn comes so long after the last message, and at most so long after the first.
  turn_quiet_ms int not null check (turn_quiet_ms between 0 and 60000),
  turn_limit_ms int not null check (turn_limit_ms between 0 and 120000),
  silence_hours int not null check (silence_hours between 1 and 720),
  automatic_replies int not null check (automatic_replies between 1 and 200)
);
call secure_table('floor_settings');
grant select, insert, update on floor_settings to prosa_app;

-- Who begins a session that nobody holds: the list as a whole, read and replaced as one document.
create table entry_rules (
  workspace_id uuid primary key references workspaces on delete cascade,
  version int not null,
  rules jsonb not null,
  -- Who begins when no rule does; null: nobody.
  otherwise jsonb,
  changed_at timestamptz not null
);
call secure_table('entry_rules');
grant select, insert, update on entry_rules to prosa_app;

-- What a button in a chat does: the button carries the token, the row holds the rest.
create table taps (
  workspace_id uuid not null references workspaces on delete cascade,
  token text not null,
  verb text not null,
  detail jsonb not null,
  -- Who may tap; null: whoever got it.
  contact_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid,
  used_message_id uuid,
  primary key (workspace_id, token)
);
create index taps_age on taps (expires_at);
call secure_table('taps');
grant select, insert, update on taps to prosa_app;
grant select, delete on taps to prosa_system;
