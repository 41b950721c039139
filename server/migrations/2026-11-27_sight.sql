-- Dead letters are more than raw events now: keys keep what they could. Not even the owner of a table sees its rows while security is forced.
alter table api_keys no force row level security;
update api_keys set scopes = array_replace(array_replace(scopes, 'raw_events.read', 'dead_letters.read'), 'raw_events.replay', 'dead_letters.replay')
where scopes && array['raw_events.read', 'raw_events.replay'];
alter table api_keys force row level security;
