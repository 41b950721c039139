-- Labels of the workspace, and which conversations have them.
create table labels (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 40),
  color text not null check (color in ('gray', 'teal', 'amber', 'violet', 'pink', 'blue', 'green', 'red')),
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
-- Two that are written alike are one.
create unique index labels_name on labels (workspace_id, prosa_fold(name));
call secure_table('labels');
grant select, insert, update, delete on labels to prosa_app;

create table conversation_labels (
  workspace_id uuid not null,
  conversation_id uuid not null,
  label_id uuid not null,
  added_at timestamptz not null,
  primary key (workspace_id, conversation_id, label_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, label_id) references labels on delete cascade
);
-- A filter begins with the conversations that have one.
create index conversation_labels_label on conversation_labels (workspace_id, label_id, conversation_id);
call secure_table('conversation_labels');
grant select, insert, delete on conversation_labels to prosa_app;
