-- What was said in a voice message, in words. On a live database: columns without values, a check that is replaced by a wider one, and functions.
alter table attachments drop constraint attachments_transcript_state_check;
update attachments set transcript_state = 'ready' where transcript_state = 'done';
alter table attachments
  add constraint attachments_transcript_state_check check (transcript_state in ('pending', 'ready', 'needs_review', 'failed', 'refused')),
  -- Why it failed or was refused.
  add column transcript_reason text,
  add column transcript_text text check (length(transcript_text) <= 60000),
  -- { text, confidence } each, in their order; confidence 0 to 1, or null where the transcriber gave none.
  add column transcript_pieces jsonb,
  add column transcript_confidence real,
  add column transcript_language text,
  -- What the transcriber understood, once somebody corrected it.
  add column transcript_original text,
  add column transcript_corrected_by text,
  add column transcript_corrected_at timestamptz;

-- A workspace with a row has its voice messages written down; whoever does it says so here.
create table transcription_on (
  workspace_id uuid primary key references workspaces on delete cascade,
  since timestamptz not null
);
call secure_table('transcription_on');
grant select, insert, delete on transcription_on to prosa_app;

-- What is said in the voice messages of a message.
create function heard_text(workspace uuid, message uuid) returns text language sql stable
  return (select string_agg(a.transcript_text, ' ' order by a.position, a.id) from attachments a
    where a.workspace_id = workspace and a.message_id = message and a.transcript_text is not null);

-- As before, with what is heard.
create or replace function renew_message_words() returns trigger language plpgsql as $$
declare
  renewed tsvector := search_words(concat_ws(' ', searched_text(new.text, new.content), heard_text(new.workspace_id, new.id)));
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

create function renew_heard_words() returns trigger language plpgsql as $$
begin
  delete from message_words w using messages m
    where m.workspace_id = new.workspace_id and m.id = new.message_id
      and w.workspace_id = m.workspace_id and w.part = 'text' and w.occurred_at = m.occurred_at and w.message_id = m.id;
  insert into message_words (workspace_id, part, occurred_at, message_id, words)
    select m.workspace_id, 'text', m.occurred_at, m.id, words || search_place(m.workspace_id, 'text')
    from messages m cross join lateral (
      select search_words(concat_ws(' ', searched_text(m.text, m.content), heard_text(m.workspace_id, m.id))) as words offset 0) cut
    where m.workspace_id = new.workspace_id and m.id = new.message_id and m.deleted_at is null and words <> ''
  on conflict (workspace_id, part, occurred_at, message_id) do update set words = excluded.words;
  return null;
end $$;
create trigger files_heard after update of transcript_text on attachments for each row
  when (old.transcript_text is distinct from new.transcript_text and new.message_id is not null) execute function renew_heard_words();
