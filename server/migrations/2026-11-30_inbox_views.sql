-- Views that members keep: what a list of conversations is narrowed to, under a name.
create table saved_views (
  workspace_id uuid not null,
  id uuid not null,
  -- Whoever keeps it. One that is shared stays when they are gone.
  owner_id uuid not null,
  is_shared boolean not null,
  name text not null check (char_length(name) between 1 and 60),
  color text not null check (color in ('gray', 'teal', 'amber', 'violet', 'pink', 'blue', 'green', 'red')),
  -- Of the list of conversations, as its address says it.
  query jsonb not null,
  place int not null,
  -- It can be brought back for a while.
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces on delete cascade
);
create index saved_views_owner on saved_views (workspace_id, owner_id) where removed_at is null;
call secure_table('saved_views');
grant select, insert, update, delete on saved_views to prosa_app;
-- Removed ones go at night, across workspaces.
grant select, delete on saved_views to prosa_system;
create index saved_views_removed on saved_views (removed_at) where removed_at is not null;
