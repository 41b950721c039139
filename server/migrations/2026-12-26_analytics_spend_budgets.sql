-- What may be spent a month, by what it is spent on, and when it is looked at again. On a live database: new tables, and alerts on a figure
-- that is told in the workspace's currency from now on instead of dollars.
create table spend_budgets (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- A kind of spend that a room declares.
  kind text not null check (length(kind) <= 40),
  -- The first day of a month of the workspace; in force until the next one of the same kind.
  from_month date not null check (date_part('day', from_month) = 1),
  -- Null: none from this month on.
  cents bigint check (cents >= 0),
  set_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kind, from_month)
);
call secure_table('spend_budgets');
grant select, insert, update on spend_budgets to prosa_app;

create table spend_looks (
  workspace_id uuid primary key references workspaces on delete cascade,
  next_at timestamptz not null
);
create index spend_looks_due on spend_looks (next_at);
call secure_table('spend_looks');
grant select, insert, update on spend_looks to prosa_app;
grant select on spend_looks to prosa_system;

alter table figure_alerts no force row level security;
alter table ai_settings no force row level security;
alter table workspaces no force row level security;
update figure_alerts a set value = null,
  bound = case when a.asks in ('over', 'under') then a.bound * r.rate / 1000000.0 else a.bound end
  from (select w.id, coalesce(s.rate, case w.currency when 'BRL' then 5400000 when 'EUR' then 870000 else 1000000 end) as rate
    from workspaces w left join ai_settings s on s.workspace_id = w.id) r
  where r.id = a.workspace_id and a.figure_id = 'transcription.spend';
alter table figure_alerts force row level security;
alter table ai_settings force row level security;
alter table workspaces force row level security;
