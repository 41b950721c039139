-- Flows begin by the clock and by what happens, once for each occasion. On a live database: two new tables, a column without a default, a check that is
-- looked at without a lock; starts by schedule and by event were accepted and never began anything, so those that were published are taken out of what is
-- asked (publishing anew brings them back), and a rule of cron becomes nine o'clock on working days in what is drawn.
create table flow_schedules (
  workspace_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  -- By the workspace's clock; 1 is Monday.
  time text not null check (time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  weekdays int[] not null check (cardinality(weekdays) between 1 and 7),
  -- Whom: a condition over the fields of a conversation.
  audience jsonb not null,
  next_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, flow_id) references flows on delete cascade
);
create index flow_schedules_due on flow_schedules (next_at);
create index flow_schedules_flow on flow_schedules (workspace_id, flow_id);
call secure_table('flow_schedules');
grant select, insert, update, delete on flow_schedules to prosa_app;
grant select on flow_schedules to prosa_system;

-- What a run by the clock or by an event is for: of each there is one, whoever begins it and however often.
alter table flow_runs add column occasion text check (length(occasion) between 1 and 200);
create unique index flow_runs_occasion on flow_runs (workspace_id, occasion) where occasion is not null;

-- Occasions of which no run came, and why.
create table flow_skips (
  workspace_id uuid not null,
  occasion text not null check (length(occasion) between 1 and 200),
  flow_id uuid not null,
  conversation_id uuid not null,
  started_by text not null,
  -- A code of docs/errors.md, or of the gate of consent.
  reason text not null,
  at timestamptz not null,
  primary key (workspace_id, occasion),
  foreign key (workspace_id, flow_id) references flows on delete cascade
);
create index flow_skips_flow on flow_skips (workspace_id, flow_id, at desc);
create index flow_skips_old on flow_skips (at);
call secure_table('flow_skips');
grant select, insert on flow_skips to prosa_app;
grant select, delete on flow_skips to prosa_system;

alter table sessions drop constraint sessions_opened_by_check;
alter table sessions add constraint sessions_opened_by_check check (opened_by in ('contact', 'member', 'flow')) not valid;
alter table sessions validate constraint sessions_opened_by_check;

-- The owner of the tables sees no workspace's rows while they are forced.
alter table flows no force row level security;
alter table flow_versions no force row level security;
update flows set starts = (select coalesce(jsonb_agg(s order by place), '[]') from jsonb_array_elements(starts) with ordinality as t(s, place) where s->>'on' not in ('schedule', 'event'))
where starts @> '[{"on": "schedule"}]' or starts @> '[{"on": "event"}]';
update flows set draft = jsonb_set(draft, '{starts}', (select jsonb_agg(case when s->>'on' = 'schedule'
    then jsonb_build_object('on', 'schedule', 'time', '09:00', 'weekdays', '[1, 2, 3, 4, 5]'::jsonb, 'audience', s->'audience') else s end order by place)
  from jsonb_array_elements(draft->'starts') with ordinality as t(s, place)))
where draft->'starts' @> '[{"on": "schedule"}]';
update flow_versions set document = jsonb_set(document, '{starts}', (select jsonb_agg(case when s->>'on' = 'schedule'
    then jsonb_build_object('on', 'schedule', 'time', '09:00', 'weekdays', '[1, 2, 3, 4, 5]'::jsonb, 'audience', s->'audience') else s end order by place)
  from jsonb_array_elements(document->'starts') with ordinality as t(s, place)))
where document->'starts' @> '[{"on": "schedule"}]';
alter table flows force row level security;
alter table flow_versions force row level security;
