-- Who may be written to first: what a contact said, to which purpose, and who wrote it down; and how often and when machines write.
alter table contacts add column blocked_at timestamptz;

create table contact_consents (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  purpose text not null check (purpose in ('marketing', 'service')),
  -- Null: on every channel.
  channel_kind text,
  state text not null check (state in ('given', 'withdrawn')),
  source text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  occurred_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
call secure_table('contact_consents');
grant select, insert on contact_consents to prosa_app;
create index contact_consents_contact on contact_consents (workspace_id, contact_id, occurred_at desc);

create table first_writing_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  quiet_from time not null,
  quiet_to time not null,
  most int not null check (most between 1 and 100),
  in_days int not null check (in_days between 1 and 90)
);
call secure_table('first_writing_settings');
grant select, insert, update on first_writing_settings to prosa_app;

-- What is measured of sessions.
create index sessions_opened on sessions (workspace_id, opened_at);
