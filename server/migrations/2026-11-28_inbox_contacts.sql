-- People are found by what is typed of a name, number or address, sorted by name, and made by hand. `sort_name` is written into each row: the
-- table of contacts is locked meanwhile, about a second for 100,000.
alter table contacts add column sort_name text collate "C" generated always as
  (coalesce(nullif(left(prosa_fold(coalesce(name, profile_name)), 32), ''), U&'\FFFD')) stored;
create index contacts_by_name on contacts (workspace_id, sort_name, id) where merged_into is null;
-- The member who wrote an address down; null where the channel itself said it. Such a one counts as seen only when somebody wrote from it.
alter table contact_identities add column added_by uuid;

-- A row for each beginning under which a contact is found. Compared as plain text: row-level security lets nothing else use an index.
create table contact_words (
  workspace_id uuid not null,
  word text collate "C" not null,
  contact_id uuid not null,
  primary key (workspace_id, word, contact_id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index contact_words_contact on contact_words (workspace_id, contact_id);

-- A text from each of its words to its end, without spaces and signs: "Ana Lima" gives "analima" and "lima". A number gives the ends that
-- people type: without country, without area, the last four.
create function contact_words_of(value text) returns setof text language sql immutable strict parallel safe as $$
  with parts as (
    select part, at from regexp_split_to_table(prosa_fold(left(value, 200)), '[\s!-/:-@\[-`{-~]+') with ordinality as split(part, at) where part <> '')
  select left(string_agg(part, '') over (order by at rows between current row and unbounded following), 60) from parts
  union
  select right(value, length) from unnest(array[11, 10, 9, 8, 7, 4]) length where value ~ '^\+\d+$' and length < length(value) - 1
$$;

-- Rows go in sorted, so that two writers of one contact wait for each other instead of deadlocking.
create function add_contact_words() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'contacts' then
    insert into contact_words (workspace_id, word, contact_id)
      select added.workspace_id, word, added.id
      from added cross join unnest(array[added.name, added.profile_name, added.attributes->>'username']) text cross join contact_words_of(text) word
      order by 3, 2
    on conflict do nothing;
  else
    insert into contact_words (workspace_id, word, contact_id)
      select added.workspace_id, word, added.contact_id from added cross join contact_words_of(added.value) word
      order by 3, 2
    on conflict do nothing;
  end if;
  return null;
end $$;

-- What was found under another name, or belongs to somebody else now, is written anew: it happens rarely.
create function renew_contact_words() returns trigger language plpgsql as $$
declare
  changed uuid[];
begin
  if tg_table_name = 'contacts' then
    if (old.name, old.profile_name, old.attributes->>'username') is not distinct from (new.name, new.profile_name, new.attributes->>'username') then
      return null;
    end if;
    changed := array[new.id];
  elsif tg_op = 'DELETE' then
    changed := array[old.contact_id];
  else
    changed := array[old.contact_id, new.contact_id];
  end if;
  delete from contact_words w where w.workspace_id = old.workspace_id and w.contact_id = any(changed);
  insert into contact_words (workspace_id, word, contact_id)
    select p.workspace_id, word, p.id from contacts p
      cross join unnest(array[p.name, p.profile_name, p.attributes->>'username']) text cross join contact_words_of(text) word
    where p.workspace_id = old.workspace_id and p.id = any(changed)
    union
    select i.workspace_id, word, i.contact_id from contact_identities i cross join contact_words_of(i.value) word
    where i.workspace_id = old.workspace_id and i.contact_id = any(changed)
    order by 3, 2
  on conflict do nothing;
  return null;
end $$;

insert into contact_words (workspace_id, word, contact_id)
  select p.workspace_id, word, p.id from contacts p
    cross join unnest(array[p.name, p.profile_name, p.attributes->>'username']) text cross join contact_words_of(text) word
  union
  select i.workspace_id, word, i.contact_id from contact_identities i cross join contact_words_of(i.value) word;

create trigger contacts_found after insert on contacts referencing new table as added for each statement execute function add_contact_words();
create trigger contacts_renamed after update of name, profile_name, attributes on contacts for each row execute function renew_contact_words();
create trigger identities_found after insert on contact_identities
  referencing new table as added for each statement execute function add_contact_words();
create trigger identities_moved after delete or update of contact_id on contact_identities
  for each row execute function renew_contact_words();
call secure_table('contact_words');
grant select, insert, delete on contact_words to prosa_app;
