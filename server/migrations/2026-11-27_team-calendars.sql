-- Business hours, which queues, members and campaigns name. The document is a Calendar of the root folder hours/. A new table only.
create table calendars (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  document jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- Offered no longer; what names it keeps it.
  archived_at timestamptz,
  primary key (workspace_id, id)
);
-- For people two of one name are one too many, whatever their accents and capitals; the archived ones are out of sight.
create unique index calendars_name on calendars (workspace_id, prosa_fold(name)) where archived_at is null;
call secure_table('calendars');
grant select, insert, update on calendars to prosa_app;
