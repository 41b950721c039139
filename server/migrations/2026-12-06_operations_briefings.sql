-- The morning's words to who leads: when, by which template, and on which days they were said. On a live database: two columns, a new table.
alter table operations_settings
  -- By the workspace's clock; null: never.
  add column briefing_at time default '08:00',
  -- { name, language } of an approved template with one value, for who did not write in the last 24 hours; null: none.
  add column notice_template jsonb;

-- One row a day and kind: whoever writes it says it.
create table field_briefings (
  workspace_id uuid not null references workspaces on delete cascade,
  day date not null,
  kind text not null check (kind in ('daily', 'weekly')),
  said_at timestamptz not null,
  primary key (workspace_id, day, kind)
);
call secure_table('field_briefings');
grant select, insert on field_briefings to prosa_app;
grant select on field_briefings to prosa_system;
