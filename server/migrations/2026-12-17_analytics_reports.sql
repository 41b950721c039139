-- Reports of figures that go out by the clock, and figures that somebody watches. On a live database: new tables alone.
create table figure_reports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  -- [{ id, by }]: figures and what they are split by.
  figures jsonb not null,
  -- The whole day, week or month before it is due.
  period text not null check (period in ('day', 'week', 'month')),
  -- A condition on conversations, as it was written.
  filter text check (length(filter) <= 8000),
  is_shared boolean not null,
  -- Null: only when somebody asks. Weeks on Mondays, months on the first.
  every text check (every in ('day', 'week', 'month')),
  -- By the workspace's clock.
  hour int not null check (hour between 0 and 23),
  member_ids uuid[] not null check (cardinality(member_ids) between 1 and 50),
  made_by uuid not null,
  made_at timestamptz not null,
  next_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, made_by) references members (workspace_id, id) on delete cascade
);
create index figure_reports_due on figure_reports (next_at);
create index figure_reports_maker on figure_reports (workspace_id, made_by);
call secure_table('figure_reports');
grant select, insert, update, delete on figure_reports to prosa_app;
grant select on figure_reports to prosa_system;

create table figure_report_runs (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  cause text not null check (cause in ('clock', 'asked')),
  -- Days of the workspace, both included.
  from_day date not null,
  to_day date not null,
  begun_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references figure_reports on delete cascade
);
create index figure_report_runs_report on figure_report_runs (workspace_id, report_id, begun_at desc);
create index figure_report_runs_old on figure_report_runs (begun_at);
call secure_table('figure_report_runs');
grant select, insert on figure_report_runs to prosa_app;
grant select, delete on figure_report_runs to prosa_system;

-- What became of a run for each who is to get it.
create table figure_report_mails (
  workspace_id uuid not null,
  run_id uuid not null,
  member_id uuid not null,
  state text not null check (state in ('waiting', 'sent', 'left_out', 'failed')),
  -- Why it did not leave: a code of docs/errors.md, or `gone`, `no_right`, `mail`.
  reason text,
  ended_at timestamptz,
  primary key (workspace_id, run_id, member_id),
  foreign key (workspace_id, run_id) references figure_report_runs on delete cascade,
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade
);
create index figure_report_mails_member on figure_report_mails (workspace_id, member_id);
call secure_table('figure_report_mails');
grant select, insert, update on figure_report_mails to prosa_app;

-- A figure that a member watches for themselves, with what they see.
create table figure_alerts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  member_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  figure_id text not null,
  filter text check (length(filter) <= 8000),
  days int not null check (days between 1 and 366),
  asks text not null check (asks in ('over', 'under', 'rise', 'fall')),
  -- In the figure's unit; of a rise or fall a share of what was before.
  bound float8 not null,
  -- How far it must come back before it is over, as a share of the bound.
  margin float8 not null check (margin between 0 and 0.5),
  is_open boolean not null default false,
  changed_at timestamptz,
  -- As it was measured last; null where nothing can be said.
  value float8,
  checked_at timestamptz,
  -- A code of docs/errors.md: why it could not be looked at.
  problem text,
  made_at timestamptz not null,
  next_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade
);
create index figure_alerts_due on figure_alerts (next_at);
create index figure_alerts_member on figure_alerts (workspace_id, member_id);
call secure_table('figure_alerts');
grant select, insert, update, delete on figure_alerts to prosa_app;
grant select on figure_alerts to prosa_system;
