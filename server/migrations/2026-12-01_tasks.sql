-- What members have to do. On a live database: new tables only.
create table tasks (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  note text not null default '' check (length(note) <= 4000),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  state text not null default 'open' check (state in ('open', 'done')),
  assignee_id uuid,
  -- From when it is late; of a task for a day, the end of that day in the workspace's zone.
  due_at timestamptz,
  -- Of a task for a day only.
  due_on date,
  -- Lists by due time end with what has none.
  due_order timestamptz not null generated always as (coalesce(due_at, timestamptz 'infinity')) stored,
  remind_minutes int check (remind_minutes between 0 and 40320),
  -- When somebody is reminded; null once that is done, and where nobody is to be.
  remind_at timestamptz,
  maker_kind text not null,
  -- Of the member, key or machine; no reference, because the task outlives it.
  maker_id uuid,
  maker_name text not null,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, assignee_id) references members on delete set null (assignee_id),
  check (due_on is null or due_at is not null),
  check ((state = 'done') = (done_at is not null))
);
create index tasks_due on tasks (workspace_id, due_order, id) where state = 'open';
create index tasks_due_of on tasks (workspace_id, assignee_id, due_order, id) where state = 'open';
create index tasks_created on tasks (workspace_id, created_at desc, id desc) where state = 'open';
create index tasks_done on tasks (workspace_id, done_at desc, id desc) where state = 'done';
create index tasks_done_of on tasks (workspace_id, assignee_id, done_at desc, id desc) where state = 'done';
call secure_table('tasks');
grant select, insert, update, delete on tasks to prosa_app;

-- What a task is about. The kinds are those that rooms offer, so there is no reference.
create table task_links (
  workspace_id uuid not null,
  task_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  -- What it was about before merges of people, the last one last; undoing a merge takes it from there.
  former uuid[] not null default '{}',
  primary key (workspace_id, task_id, kind, subject_id),
  foreign key (workspace_id, task_id) references tasks on delete cascade
);
create index task_links_subject on task_links (workspace_id, kind, subject_id);
call secure_table('task_links');
grant select, insert, update, delete on task_links to prosa_app;
