-- What each member is told in the product, and how they want to be told. On a live database: new tables only.
create table member_notices (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  -- What it is about, such as a conversation; null where it is the workspace.
  subject_id uuid,
  -- Names and ids that the kind's words need; nothing that a customer wrote.
  facts jsonb not null,
  -- How often it happened since the member looked.
  count int not null default 1,
  happened_at timestamptz not null,
  read_at timestamptz,
  -- When it is taken to push and mail; null once that is done.
  reach_at timestamptz,
  mailed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade
);
-- One that is unread grows instead of coming again.
create unique index member_notices_unread on member_notices (workspace_id, member_id, kind, subject_id) nulls not distinct where read_at is null;
create index member_notices_list on member_notices (workspace_id, member_id, happened_at desc, id desc);
-- Old ones go at night, across workspaces.
create index member_notices_age on member_notices (happened_at);
call secure_table('member_notices');
grant select, insert, update, delete on member_notices to prosa_app;
grant select, delete on member_notices to prosa_system;

-- A row of a member, and one without a member: what holds for whoever chose nothing.
create table notice_preferences (
  workspace_id uuid not null references workspaces on delete cascade,
  member_id uuid,
  -- By kind and medium: true or false; what is missing is the default.
  choices jsonb not null default '{}',
  quiet jsonb,
  digest text check (digest in ('off', 'at_once', 'hourly', 'daily')),
  -- When the next mail of what is unread leaves; null when none is planned.
  digest_at timestamptz,
  foreign key (workspace_id, member_id) references members on delete cascade
);
create unique index notice_preferences_whose on notice_preferences (workspace_id, member_id) nulls not distinct;
call secure_table('notice_preferences');
grant select, insert, update on notice_preferences to prosa_app;
