-- Texts that are written once and sent often: of one member, of a queue, or of everybody.
create table canned_replies (
  workspace_id uuid not null,
  id uuid not null,
  -- Both null: everybody's.
  owner_id uuid,
  queue_id uuid,
  name text not null check (char_length(name) between 1 and 40),
  text text not null check (char_length(text) between 1 and 10000),
  -- In which dates and numbers of its variables are written; null for the workspace's.
  language text,
  uses int not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (owner_id is null or queue_id is null),
  foreign key (workspace_id) references workspaces on delete cascade,
  foreign key (workspace_id, owner_id) references members on delete cascade,
  foreign key (workspace_id, queue_id) references queues on delete cascade
);
-- Two that are called alike are one, among those of the same member, queue or everybody.
create unique index canned_replies_name on canned_replies (workspace_id, coalesce(owner_id, queue_id, '00000000-0000-0000-0000-000000000000'), prosa_fold(name));
create index canned_replies_owner on canned_replies (workspace_id, owner_id);
create index canned_replies_queue on canned_replies (workspace_id, queue_id);
call secure_table('canned_replies');
grant select, insert, update, delete on canned_replies to prosa_app;
