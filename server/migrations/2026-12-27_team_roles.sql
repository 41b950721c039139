-- A workspace's own roles. On a live database: a new table and columns without a value; nobody has such a role yet.
create table roles (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  description text not null check (length(description) <= 300),
  -- The built-in role that it starts from. What asks for built-in roles (who is told of what, who needs a second factor) takes it for that one.
  base text not null check (base in ('administrator', 'manager', 'supervisor', 'buyer', 'agent', 'technician', 'viewer')),
  sees text not null check (sees in ('own', 'queues', 'all')),
  -- All that it allows: a right that is declared later is off.
  capabilities text[] not null,
  -- Every right that there was when somebody last decided on them.
  considered text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, id, base)
);
create unique index roles_name on roles (workspace_id, prosa_fold(name));
call secure_table('roles');
grant select, insert, update, delete on roles to prosa_app;
grant select on roles to prosa_system;

-- Null: the built-in role holds. Else `role` is what the own one starts from, and the key sees to it.
alter table members add column role_id uuid;
alter table members add constraint members_role_id_fkey foreign key (workspace_id, role_id, role) references roles (workspace_id, id, base);
grant update (role_id) on members to prosa_system;
create index members_own_role on members (workspace_id, role_id) where role_id is not null;
alter table invitations add column role_id uuid;
alter table invitations add constraint invitations_role_id_fkey foreign key (workspace_id, role_id, role) references roles (workspace_id, id, base);
create index invitations_own_role on invitations (workspace_id, role_id) where role_id is not null;

-- Besides the built-in ones, which hold for what starts from them too.
alter table access_rules add column second_factor_role_ids uuid[] not null default '{}';
