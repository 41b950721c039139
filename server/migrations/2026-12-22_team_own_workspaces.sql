-- When a person last went into this workspace: a new login begins there. On a live database: a column without a default, nothing is rewritten.
alter table members add column chosen_at timestamptz;
grant update (chosen_at) on members to prosa_system;
