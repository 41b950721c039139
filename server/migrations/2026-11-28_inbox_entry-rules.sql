-- What each entry rule caught is counted by an id of its own. On a live database: every list is written once (one row a workspace); the
-- index holds only the moves of the floor that entry rules made, and there is none that names its rule yet.
update entry_rules set rules = coalesce((
  select jsonb_agg(rule || jsonb_build_object('ruleId', gen_random_uuid(), 'isOn', true) order by place)
  from jsonb_array_elements(rules) with ordinality as each(rule, place)), '[]');

create index events_entry_rules on events (workspace_id, occurred_at)
  where kind = 'floor.changed' and detail->>'entryRule' is not null;
