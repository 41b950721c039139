-- What a workspace asks of whoever works in it. On a live database: a new table, a row only where a rule is set.
create table access_rules (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Who needs a second factor, from the day on that begins at midnight in the workspace's zone.
  second_factor_roles text[] not null default '{}',
  second_factor_from date
);
call secure_table('access_rules');
grant select, insert, update on access_rules to prosa_app;
grant select on access_rules to prosa_system;
