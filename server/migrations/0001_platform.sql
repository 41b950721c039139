-- The ground: who may see which rows, the job queue, the outbox of events. New tables only.

grant usage on schema public to prosa_app, prosa_system;
revoke create on schema public from public;

-- The workspace of this transaction; null (so: no rows, no error) when none was set.
create function current_workspace() returns uuid language sql stable
  return nullif(current_setting('prosa.workspace_id', true), '')::uuid;

-- Row-level security for one table: the application sees the rows of its workspace, the system role what it was granted.
create procedure secure_table(target regclass, workspace_column text default 'workspace_id') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_workspace on %s to prosa_app using (%I = current_workspace()) with check (%I = current_workspace())',
    target, workspace_column, workspace_column);
  execute format('create policy across_workspaces on %s to prosa_system using (true) with check (true)', target);
end $$;

create table workspaces (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  language text not null default 'pt-BR' check (language in ('pt-BR', 'en', 'es')),
  time_zone text not null default 'America/Sao_Paulo',
  currency text not null default 'BRL' check (currency ~ '^[A-Z]{3}$'),
  country text not null default 'BR' check (country ~ '^[A-Z]{2}$'),
  created_at timestamptz not null
);
call secure_table('workspaces', 'id');
grant select, update on workspaces to prosa_app;
grant select, insert on workspaces to prosa_system;

create sequence worker_numbers as int cycle;
grant usage on sequence worker_numbers to prosa_system;

-- Small and busy: vacuumed often, so that claims stay fast.
create table jobs (
  id bigint generated always as identity primary key,
  workspace_id uuid references workspaces on delete cascade,
  kind text not null,
  key text,
  payload jsonb not null,
  run_at timestamptz not null,
  attempts int not null default 0,
  owner int,
  lease_until timestamptz,
  last_error text,
  correlation_id text,
  created_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, autovacuum_analyze_scale_factor = 0.05, fillfactor = 70);
create index jobs_ready on jobs (run_at, id) where owner is null;
create index jobs_kind on jobs (kind, id) where owner is null;
create index jobs_key on jobs (key, id) where key is not null;
create index jobs_owner on jobs (owner) where owner is not null;
create unique index jobs_cron on jobs (kind) where kind like 'cron.%';
call secure_table('jobs');
grant select, insert, delete on jobs to prosa_app;
grant select, insert, update, delete on jobs to prosa_system;

-- Jobs that failed for good. Their key is free; a person looks at them and runs them again.
create table dead_jobs (
  workspace_id uuid references workspaces on delete cascade,
  id bigint primary key,
  kind text not null,
  key text,
  payload jsonb not null,
  attempts int not null,
  error text not null,
  correlation_id text,
  created_at timestamptz not null,
  died_at timestamptz not null
);
create index dead_jobs_list on dead_jobs (workspace_id, died_at desc, id desc);
call secure_table('dead_jobs');
grant select, delete on dead_jobs to prosa_app;
grant select, insert on dead_jobs to prosa_system;

-- What happened, written with the change itself. `xid` makes cursors exact: see platform/realtime.ts.
create table events (
  workspace_id uuid not null references workspaces on delete cascade,
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  conversation_id uuid,
  subject_id uuid,
  detail jsonb not null,
  correlation_id text,
  occurred_at timestamptz not null,
  primary key (workspace_id, seq)
);
create index events_cursor on events (workspace_id, xid, seq);
create index events_conversation on events (workspace_id, conversation_id, seq) where conversation_id is not null;
create index events_age on events (occurred_at);
call secure_table('events');
grant select, insert on events to prosa_app;
grant select, delete on events to prosa_system;
