-- What a figure should come to, from which day on; what it was before is kept. On a live database: a new table alone.
create table figure_targets (
  workspace_id uuid not null references workspaces on delete cascade,
  figure_id text not null check (length(figure_id) <= 80),
  -- A day of the workspace; in force until the next one of the same figure.
  from_day date not null,
  -- In the figure's unit; null: none from this day on.
  value float8,
  set_at timestamptz not null,
  primary key (workspace_id, figure_id, from_day)
);
call secure_table('figure_targets');
grant select, insert, update on figure_targets to prosa_app;
