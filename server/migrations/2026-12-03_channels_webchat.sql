-- The chat on other people's pages: who visits, what stands in their chat, their files. New tables only; a live database notices nothing.
create table webchat_people (
  workspace_id uuid not null,
  -- The address to which messages go.
  id uuid not null,
  channel_id uuid not null,
  -- The page's own id of a signed-in customer, which the page has signed; null is a stranger.
  external_id text check (length(external_id) between 1 and 200),
  name text,
  email text,
  -- Where they were last: a mail leads back there.
  page text,
  language text,
  -- Lines are counted by person without gaps.
  last_seq bigint not null default 0,
  delivered_seq bigint not null default 0,
  read_seq bigint not null default 0,
  -- So far we have read what they wrote.
  seen_by_us bigint not null default 0,
  typing_at timestamptz,
  -- What happened last, whatever it was: those who wait for news look at this.
  news bigint not null default 0,
  mailed_seq bigint not null default 0,
  created_at timestamptz not null,
  here_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, external_id),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
-- Those who left an address and went away before they had read all.
create index webchat_people_to_mail on webchat_people (here_at) where email is not null and last_seq > read_seq and mailed_seq < last_seq;
call secure_table('webchat_people');
grant select, insert, update, delete on webchat_people to prosa_app;
grant select on webchat_people to prosa_system;

create table webchat_tokens (
  workspace_id uuid not null,
  hash text not null,
  person_id uuid not null,
  -- `visit` opens the chat of one browser; `resume` came by mail and is used once.
  kind text not null check (kind in ('visit', 'resume')),
  expires_at timestamptz not null,
  primary key (workspace_id, hash),
  foreign key (workspace_id, person_id) references webchat_people on delete cascade
);
create index webchat_tokens_of on webchat_tokens (workspace_id, person_id);
create index webchat_tokens_ended on webchat_tokens (expires_at);
call secure_table('webchat_tokens');
grant select, insert, update, delete on webchat_tokens to prosa_app;
grant select, delete on webchat_tokens to prosa_system;

create table webchat_lines (
  workspace_id uuid not null,
  person_id uuid not null,
  seq bigint not null,
  -- Given by who wrote it, so that a repeated line stays one.
  line_id text not null check (length(line_id) between 1 and 100),
  side text not null check (side in ('visitor', 'business', 'news')),
  content jsonb not null,
  written_at timestamptz not null,
  primary key (workspace_id, person_id, seq),
  unique (workspace_id, person_id, line_id),
  foreign key (workspace_id, person_id) references webchat_people on delete cascade
);
call secure_table('webchat_lines');
grant select, insert on webchat_lines to prosa_app;

create table webchat_files (
  workspace_id uuid not null,
  -- The address of the file: of its token only this stands here.
  hash text not null,
  person_id uuid not null,
  storage_key text not null,
  media_type text not null,
  name text not null,
  size bigint not null,
  created_at timestamptz not null,
  primary key (workspace_id, hash),
  foreign key (workspace_id, person_id) references webchat_people on delete cascade
);
create index webchat_files_of on webchat_files (workspace_id, person_id);
call secure_table('webchat_files');
grant select, insert on webchat_files to prosa_app;
