-- Was a qualified lead really hot, and what the weights should be by that. On a live database: new tables, and columns with defaults that
-- cost no rewrite.
create table lead_verdicts (
  workspace_id uuid not null references workspaces on delete cascade,
  qualification_id uuid not null,
  was_hot boolean not null,
  by_name text not null,
  at timestamptz not null,
  primary key (workspace_id, qualification_id),
  foreign key (workspace_id, qualification_id) references lead_qualifications on delete cascade
);
call secure_table('lead_verdicts');
grant select, insert, update, delete on lead_verdicts to prosa_app;

-- Other weights and thresholds, learned from verdicts, with what they stood in for: so that each can be taken back.
create table lead_calibrations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  state text not null check (state in ('proposed', 'applied', 'refused', 'outdated', 'rolled_back')),
  -- Weights and thresholds, as they were and as they are proposed.
  before jsonb not null,
  after jsonb not null,
  -- How well each finds the hot ones among leads that nothing was learned from.
  measured jsonb not null,
  made_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  primary key (workspace_id, id)
);
create unique index lead_calibrations_open on lead_calibrations (workspace_id) where state = 'proposed';
create index lead_calibrations_newest on lead_calibrations (workspace_id, made_at desc, id desc);
call secure_table('lead_calibrations');
grant select, insert, update, delete on lead_calibrations to prosa_app;

alter table lead_settings add column calibrates_alone boolean not null default false;
-- When it was last tried; null: never.
alter table lead_settings add column calibrated_at timestamptz;
