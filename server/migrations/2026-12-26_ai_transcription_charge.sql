-- What a transcription cost in the workspace's currency, by the rate of its day. On a live database: a column without a rewrite; rows from
-- before get the rate of today, which is the only one that is known.
alter table ai_transcriptions add column charge bigint not null default 0;
-- Not even the owner of a table sees its rows while security is forced.
alter table ai_transcriptions no force row level security;
alter table ai_settings no force row level security;
alter table workspaces no force row level security;
update ai_transcriptions t set charge = round(t.cost * r.rate / 1000000.0)
  from (select w.id, coalesce(s.rate, case w.currency when 'BRL' then 5400000 when 'EUR' then 870000 else 1000000 end) as rate
    from workspaces w left join ai_settings s on s.workspace_id = w.id) r
  where r.id = t.workspace_id and t.cost > 0;
alter table ai_transcriptions force row level security;
alter table ai_settings force row level security;
alter table workspaces force row level security;
