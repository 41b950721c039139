-- Moving in from another product: what is moved, where it goes, how far it is, and what became of every record. On a live database: new
-- tables only.
create table moves (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Where their API begins, without a slash at its end; the key is sealed together with it and goes nowhere else.
  base_url text not null check (char_length(base_url) <= 500),
  account_id bigint not null,
  sealed_key text not null,
  -- So many requests a minute are made of them at most.
  per_minute integer not null check (per_minute between 1 and 6000),
  state text not null check (state in ('ready', 'checking', 'checked', 'running', 'stopped', 'done')),
  -- What stopped it, or why it waits; null: nothing.
  problem text,
  phase text not null check (phase in ('agents', 'labels', 'canned', 'contacts', 'conversations', 'messages', 'files')),
  page integer not null default 1,
  -- How many of what: {"contacts.made": 12, …}.
  counts jsonb not null default '{}',
  -- Their agents: id, name, and the member of ours with the same address.
  agents jsonb not null default '{}',
  created_by uuid not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
call secure_table('moves');
grant select, insert, update, delete on moves to prosa_app;

-- Their inboxes, and the channel of ours in which the conversations of each go on; null: they stay behind.
create table move_inboxes (
  workspace_id uuid not null references workspaces on delete cascade,
  move_id uuid not null,
  their_id bigint not null,
  name text not null,
  kind text not null,
  channel_id uuid,
  primary key (workspace_id, move_id, their_id),
  foreign key (workspace_id, move_id) references moves on delete cascade,
  foreign key (workspace_id, channel_id) references channels on delete set null (channel_id)
);
call secure_table('move_inboxes');
grant select, insert, update, delete on move_inboxes to prosa_app;

-- What was moved, so that it is never moved twice, also by a later move from the same place.
create table moved_records (
  workspace_id uuid not null references workspaces on delete cascade,
  -- Address and account.
  origin text not null,
  kind text not null check (kind in ('contact', 'conversation')),
  their_id bigint not null,
  our_id uuid not null,
  -- Of a conversation: the last of its messages that is here, and whether there may be more.
  last_message_id bigint not null default 0,
  last_activity bigint not null default 0,
  is_due boolean not null default false,
  primary key (workspace_id, origin, kind, their_id)
);
create index moved_records_due on moved_records (workspace_id, origin, their_id) where is_due;
call secure_table('moved_records');
grant select, insert, update, delete on moved_records to prosa_app;

-- Files that are still to be fetched; one that was settled leaves.
create table moved_files (
  workspace_id uuid not null references workspaces on delete cascade,
  attachment_id uuid not null,
  origin text not null,
  their_id bigint not null,
  url text not null,
  primary key (workspace_id, attachment_id)
);
create index moved_files_of on moved_files (workspace_id, origin, their_id, attachment_id);
call secure_table('moved_files');
grant select, insert, update, delete on moved_files to prosa_app;

-- What did not come along, or not whole, and why: the report.
create table move_problems (
  workspace_id uuid not null references workspaces on delete cascade,
  move_id uuid not null,
  kind text not null,
  their_id text not null,
  problem text not null,
  primary key (workspace_id, move_id, kind, their_id, problem),
  foreign key (workspace_id, move_id) references moves on delete cascade
);
call secure_table('move_problems');
grant select, insert, update, delete on move_problems to prosa_app;
