-- Acts that are done together under one name: of one member, or of everybody.
create table macros (
  workspace_id uuid not null,
  id uuid not null,
  -- Null: everybody's.
  owner_id uuid,
  name text not null check (char_length(name) between 1 and 60),
  -- [{ "action": "conversation.label", "input": {…} }, …] of the catalogue, in their order.
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 1 and 12),
  uses int not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces on delete cascade,
  foreign key (workspace_id, owner_id) references members on delete cascade
);
create unique index macros_name on macros (workspace_id, coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), prosa_fold(name));
create index macros_owner on macros (workspace_id, owner_id);
call secure_table('macros');
grant select, insert, update, delete on macros to prosa_app;
