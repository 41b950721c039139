-- Messages are found by their words, and by the names of their files. The words stand in a table of their own that triggers keep: a
-- generated column would write the table of messages anew under a lock. What was stored before is added by the program afterwards, newest
-- first, a batch at a time (`search_backlog`): this migration takes no time, whatever there is.

-- Words between spaces, without accents and capitals. Signs and pictures separate; the program cuts by the same (rules/search-words.ts).
-- `prosa_fold` is for the few texts with letters of other alphabets: it takes longer than all the rest.
create function search_text(value text) returns text language sql immutable strict parallel safe
  return (select case when octet_length(plain) = length(plain) then lower(plain collate "C") else prosa_fold(plain) end
    from (select regexp_replace(regexp_replace(normalize(value, nfd), '[\u0300-\u036f]', '', 'g'),
      '[\u0001-/:-@\[-`{-\u00bf\u2000-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]+', ' ', 'g') as plain offset 0) cut);

-- Plurals become singulars, by rules that hold for most words of Portuguese, Spanish and English; twin of `stem` in the program.
create function search_words(value text) returns tsvector language sql immutable strict parallel safe
  return strip(to_tsvector('simple', regexp_replace(regexp_replace(regexp_replace(regexp_replace(search_text(left(value, 20000)),
    '([^ ]{2})[oa]es(?![^ ])', '\1ao', 'g'), '([^ ]{2}[aeou])is(?![^ ])', '\1l', 'g'), '([^ ]{3})(es|e|s)(?![^ ])', '\1', 'g'),
    '([^ ]{2})m(?![^ ])', '\1n', 'g')));

-- `text` holds what people read of a message, `files` the names of its files. Read along its key from the newest, or by the index of words.
create table message_words (
  workspace_id uuid not null,
  part text collate "C" not null check (part in ('text', 'files')),
  occurred_at timestamptz not null,
  message_id uuid not null,
  words tsvector not null,
  primary key (workspace_id, part, occurred_at, message_id)
);
create index message_words_words on message_words using gin (words);
call secure_table('message_words');
grant select, insert, update, delete on message_words to prosa_app;
grant select, insert on message_words to prosa_system;

-- In the index of words a workspace and a part are a word too, which no text can hold: a common word of others costs nobody anything.
create function search_place(workspace_id uuid, part text) returns tsvector language sql immutable strict parallel safe
  return array_to_tsvector(array[part || ':' || workspace_id::text]);

-- What people read of a message: its text, a mail's subject, the name and address of a place.
create function searched_text(text text, content jsonb) returns text language sql immutable parallel safe
  return concat_ws(' ', text, content #>> '{mail,subject}', content ->> 'name', content ->> 'address');

create function add_message_words() returns trigger language plpgsql as $$
begin
  insert into message_words (workspace_id, part, occurred_at, message_id, words)
    select added.workspace_id, 'text', added.occurred_at, added.id, words || search_place(added.workspace_id, 'text')
    from added cross join lateral (select search_words(searched_text(added.text, added.content)) as words offset 0) cut
    where added.deleted_at is null and added.kind not in ('reaction', 'event') and words <> '';
  return null;
end $$;

create function renew_message_words() returns trigger language plpgsql as $$
declare
  renewed tsvector := search_words(searched_text(new.text, new.content));
begin
  if new.deleted_at is not null then
    delete from message_words w where w.workspace_id = new.workspace_id and w.occurred_at = old.occurred_at and w.message_id = new.id
      and w.part in ('text', 'files');
  elsif renewed = '' or new.kind in ('reaction', 'event') then
    delete from message_words w where w.workspace_id = new.workspace_id and w.occurred_at = old.occurred_at and w.message_id = new.id and w.part = 'text';
  else
    insert into message_words (workspace_id, part, occurred_at, message_id, words)
      values (new.workspace_id, 'text', new.occurred_at, new.id, renewed || search_place(new.workspace_id, 'text'))
    on conflict (workspace_id, part, occurred_at, message_id) do update set words = excluded.words;
  end if;
  return null;
end $$;

create function remove_message_words() returns trigger language plpgsql as $$
begin
  delete from message_words w using removed
    where w.workspace_id = removed.workspace_id and w.part in ('text', 'files') and w.occurred_at = removed.occurred_at and w.message_id = removed.id;
  return null;
end $$;

-- Names of files come with them, or when they were fetched.
create function renew_file_words() returns trigger language plpgsql as $$
declare
  file attachments := case when tg_op = 'DELETE' then old else new end;
begin
  delete from message_words w using messages m
    where m.workspace_id = file.workspace_id and m.id = file.message_id
      and w.workspace_id = m.workspace_id and w.part = 'files' and w.occurred_at = m.occurred_at and w.message_id = m.id;
  insert into message_words (workspace_id, part, occurred_at, message_id, words)
    select m.workspace_id, 'files', m.occurred_at, m.id, search_words(names) || search_place(m.workspace_id, 'files')
    from messages m cross join lateral (
      select string_agg(a.file_name, ' ') as names from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id) named
    where m.workspace_id = file.workspace_id and m.id = file.message_id and m.deleted_at is null and search_words(names) <> ''
  on conflict (workspace_id, part, occurred_at, message_id) do update set words = excluded.words;
  return null;
end $$;

create trigger messages_found after insert on messages referencing new table as added for each statement execute function add_message_words();
create trigger messages_changed after update of text, content, kind, deleted_at on messages for each row
  when ((old.text, old.content, old.kind, old.deleted_at) is distinct from (new.text, new.content, new.kind, new.deleted_at))
  execute function renew_message_words();
create trigger messages_removed after delete on messages referencing old table as removed for each statement execute function remove_message_words();
create trigger files_named after insert on attachments for each row
  when (new.message_id is not null and new.file_name is not null) execute function renew_file_words();
create trigger files_renamed after update of file_name, message_id on attachments for each row
  when ((old.file_name, old.message_id) is distinct from (new.file_name, new.message_id)) execute function renew_file_words();
create trigger files_removed after delete on attachments for each row
  when (old.message_id is not null and old.file_name is not null) execute function renew_file_words();

-- Up to `most` messages with these words, in no order. Row-level security keeps the index of words from whoever asks, because it cannot know
-- that comparing words tells nothing: so the owner reads, and the workspace stands in the condition. Nothing but the index is ever faster here.
create function find_message_words(part text, wanted tsquery, most int) returns table (occurred_at timestamptz, message_id uuid)
language sql stable security definer set search_path to 'public', 'pg_temp' set enable_seqscan to off set enable_indexscan to off
set enable_indexonlyscan to off as $$
  select w.occurred_at, w.message_id from message_words w
  where w.words @@ (('''' || $1 || ':' || current_workspace() || '''')::tsquery && $2) and (w.workspace_id = current_workspace()) is true limit $3
$$;
revoke execute on function find_message_words from public;
grant execute on function find_message_words to prosa_app;
-- An owner who is no superuser is held to the policies of its own tables.
do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('create policy searched on message_words for select to %I using (true)', current_user);
  end if;
end $$;

-- Up to which message, from the last one, the words of before this version were added; a row goes when all are.
create table search_backlog (
  workspace_id uuid primary key references workspaces on delete cascade,
  message_id uuid not null
);
-- An owner who is no superuser sees no workspace but for this moment.
alter table workspaces no force row level security;
insert into search_backlog select id, 'ffffffff-ffff-ffff-ffff-ffffffffffff' from workspaces;
alter table workspaces force row level security;
call secure_table('search_backlog');
grant select, update, delete on search_backlog to prosa_app;
grant select on search_backlog to prosa_system;

-- Adds the words of some more messages, for the asker's workspace. A message that is being changed is waited for, so that no old words stay.
-- Returns false when there are no more, or another process is at it.
create function fill_search_backlog(most int) returns boolean language plpgsql as $$
declare
  place uuid;
  batch uuid[];
  reached uuid;
begin
  select message_id into place from search_backlog where workspace_id = current_workspace() for update skip locked;
  if place is null then
    return false;
  end if;
  select array_agg(id), (array_agg(id))[count(*)] into batch, reached from (
    select id from messages where workspace_id = current_workspace() and id < place order by id desc limit most for share) page;
  if reached is null then
    delete from search_backlog where workspace_id = current_workspace();
    return false;
  end if;
  insert into message_words (workspace_id, part, occurred_at, message_id, words)
    select m.workspace_id, part, m.occurred_at, m.id, search_words(says) || search_place(m.workspace_id, part)
    from messages m cross join lateral (values ('text', searched_text(m.text, m.content)), ('files', (
      select string_agg(a.file_name, ' ') from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id))) found(part, says)
    where m.workspace_id = current_workspace() and m.id = any(batch) and m.deleted_at is null
      and (part = 'files' or m.kind not in ('reaction', 'event')) and search_words(says) <> ''
  on conflict do nothing;
  update search_backlog set message_id = reached where workspace_id = current_workspace();
  return true;
end $$;
