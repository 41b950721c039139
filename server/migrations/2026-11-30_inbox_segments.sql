-- Segments: conditions on contacts that a workspace keeps under a name. A new table only.
create table contact_segments (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 60),
  condition jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id)
);
-- Two that are written alike are one.
create unique index contact_segments_name on contact_segments (workspace_id, prosa_fold(name));
call secure_table('contact_segments');
grant select, insert, update, delete on contact_segments to prosa_app;
