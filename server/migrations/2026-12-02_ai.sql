-- Agents that answer by themselves, and the knowledge that they answer from. On a live database: new tables and functions only.
create table ai_agents (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  persona text not null check (persona in ('customer', 'provider', 'prospector', 'administrator')),
  tone text not null check (tone in ('cordial', 'direct', 'strategic', 'technical')),
  emoji text not null check (emoji in ('never', 'few', 'free')),
  goal text not null default '' check (length(goal) <= 500),
  prompt text not null default '' check (length(prompt) <= 8000),
  languages text[] not null check (cardinality(languages) between 1 and 3),
  -- Kinds of documents that it reads; empty: all.
  knowledge_kinds text[] not null default '{}',
  -- Answers a session, after which a person goes on.
  max_answers int not null check (max_answers between 1 and 100),
  fallback_queue_id uuid,
  is_active boolean not null default true,
  is_default boolean not null default false,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, fallback_queue_id) references queues on delete set null (fallback_queue_id)
);
create unique index ai_agents_name on ai_agents (workspace_id, prosa_fold(name));
create unique index ai_agents_default on ai_agents (workspace_id) where is_default;
call secure_table('ai_agents');
grant select, insert, update, delete on ai_agents to prosa_app;

-- Which agent serves whom: one for each kind of channel and persona; where none stands here, the default one.
create table ai_assignments (
  workspace_id uuid not null,
  channel_kind text not null,
  persona text not null,
  agent_id uuid not null,
  primary key (workspace_id, channel_kind, persona),
  foreign key (workspace_id, agent_id) references ai_agents on delete cascade
);
call secure_table('ai_assignments');
grant select, insert, update, delete on ai_assignments to prosa_app;

create table knowledge_documents (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('article', 'faq', 'file', 'web_page')),
  title text not null check (length(title) between 1 and 300),
  -- Markdown; of a FAQ the answer.
  body text not null check (length(body) <= 2000000),
  -- Other ways to ask what a FAQ answers.
  questions text[] not null default '{}',
  language text not null check (language in ('pt-BR', 'en', 'es')),
  audience text not null check (audience in ('public', 'customers', 'members', 'persona')),
  persona text,
  state text not null check (state in ('draft', 'published', 'failed')),
  -- Why it could not be read, or what of it could not: { code, … } each.
  reasons jsonb not null default '[]',
  version int not null default 1,
  published_version int,
  external_id text check (length(external_id) between 1 and 200),
  url text check (length(url) <= 2000),
  file_name text,
  pages int,
  expires_at timestamptz,
  read_at timestamptz,
  reread_days int check (reread_days between 1 and 365),
  next_read_at timestamptz,
  cited int not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (workspace_id, id),
  check ((audience = 'persona') = (persona is not null)),
  check (state <> 'published' or published_version is not null)
);
create unique index knowledge_documents_external on knowledge_documents (workspace_id, external_id) where external_id is not null;
create index knowledge_documents_changed on knowledge_documents (workspace_id, changed_at desc, id desc);
create index knowledge_documents_reread on knowledge_documents (next_read_at) where next_read_at is not null;
call secure_table('knowledge_documents');
grant select, insert, update, delete on knowledge_documents to prosa_app;
grant select on knowledge_documents to prosa_system;

-- What is found and quoted: stretches of the version that is published.
create table knowledge_passages (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  version int not null,
  position int not null,
  -- Headings above it, from the outside, with " › " between them.
  heading text not null,
  text text not null,
  -- What the words are compared with besides the text: titles and questions count more.
  questions text[] not null default '{}',
  stems tsvector not null,
  primary key (workspace_id, id),
  unique (workspace_id, document_id, position),
  foreign key (workspace_id, document_id) references knowledge_documents on delete cascade
);
create index knowledge_passages_stems on knowledge_passages using gin (stems);
call secure_table('knowledge_passages');
grant select, insert, update, delete on knowledge_passages to prosa_app;

-- Every stem that was ever published: what a mistyped word is compared with. A word of something that is gone finds nothing.
create table knowledge_words (
  workspace_id uuid not null references workspaces on delete cascade,
  word text collate "C" not null,
  primary key (workspace_id, word)
);
call secure_table('knowledge_words');
grant select, insert, delete on knowledge_words to prosa_app;

-- Words of the workspace that mean the same.
create table knowledge_synonyms (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  words text[] not null check (cardinality(words) between 2 and 20),
  primary key (workspace_id, id)
);
call secure_table('knowledge_synonyms');
grant select, insert, update, delete on knowledge_synonyms to prosa_app;

-- Row-level security keeps the index of stems from whoever asks, because it cannot know that comparing words tells nothing: so the owner reads,
-- and the workspace stands in the condition, and as a word in the index (`knowledge_place`). A word counts by how rare it is among
-- what the asker may read: nothing is learnt of the rest.
create function knowledge_place(workspace_id uuid) returns text language sql immutable strict parallel safe
  return 'workspace:' || workspace_id::text;

-- `wanted` are stems, `meant` which word of the question each stands for, `weights` how surely. Best first.
create function find_passages(wanted text[], meant int[], weights float8[], documents_of text[], persona text, languages text[], kinds text[], at timestamptz, most int)
returns table (passage_id uuid, score float8, found int[], rarities float8[])
language sql stable security definer set search_path to 'public', 'pg_temp' as $$
  with readable as materialized (
    select d.id from knowledge_documents d
    where d.workspace_id = current_workspace() and d.state = 'published' and d.language = any($6)
      and (cardinality($7) = 0 or d.kind = any($7)) and (d.expires_at is null or d.expires_at > $8)
      and (d.audience = any($4) or (d.audience = 'persona' and ($5 = '*' or d.persona = $5)))),
  total as (select count(*)::float8 as passages from knowledge_passages p join readable r on r.id = p.document_id where p.workspace_id = current_workspace()),
  asked as (select * from unnest($1, $2, $3) as a(word, place, weight)),
  hits as materialized (
    select a.place, a.weight, p.id from asked a cross join lateral (
      select p.id, p.document_id from knowledge_passages p
      where p.stems @@ (quote_literal(knowledge_place(current_workspace())) || ' & ' || quote_literal(a.word))::tsquery
        and p.workspace_id = current_workspace() offset 0) p
    where p.document_id in (select id from readable)),
  best as (select place, id, max(weight) as weight from hits group by place, id),
  rare as (select place, ln(1 + (passages - count(*) + 0.5) / (count(*) + 0.5)) as rarity from best cross join total group by place, passages)
  select id, sum(rarity * weight), array_agg(place order by place), array_agg(rarity order by place)
  from best join rare using (place) group by id order by 2 desc, id limit $9
$$;
revoke execute on function find_passages from public;
grant execute on function find_passages to prosa_app;
-- An owner who is no superuser is held to the policies of its own tables.
do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('create policy found on knowledge_passages for select to %I using (true)', current_user);
    execute format('create policy found on knowledge_documents for select to %I using (true)', current_user);
  end if;
end $$;

-- What people asked and nothing answered, one row for each matter.
create table knowledge_gaps (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  question text not null,
  stems text[] not null,
  asked int not null,
  state text not null check (state in ('open', 'answered', 'dismissed')),
  document_id uuid,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references knowledge_documents on delete set null (document_id)
);
create index knowledge_gaps_open on knowledge_gaps (workspace_id, asked desc, last_at desc, id) where state = 'open';
call secure_table('knowledge_gaps');
grant select, insert, update, delete on knowledge_gaps to prosa_app;

create table knowledge_gap_questions (
  workspace_id uuid not null,
  gap_id uuid not null,
  conversation_id uuid not null,
  text text not null,
  asked_at timestamptz not null,
  primary key (workspace_id, gap_id, conversation_id),
  foreign key (workspace_id, gap_id) references knowledge_gaps on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index knowledge_gap_questions_conversation on knowledge_gap_questions (workspace_id, conversation_id);
call secure_table('knowledge_gap_questions');
grant select, insert, update, delete on knowledge_gap_questions to prosa_app;

-- What an agent did with what was said to it. A turn that runs again finds its row, and says nothing twice.
create table ai_turns (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  session_id uuid not null,
  up_to bigint not null,
  agent_id uuid not null,
  asked text not null,
  did text not null check (did in ('greeted', 'answered', 'asked', 'not_known', 'thanked', 'told', 'handed_over', 'silent')),
  -- Of a hand-over; else why nothing better could be done.
  reason text,
  -- { documentId, passageId, title, heading, version } each, as they were when it answered.
  sources jsonb not null default '[]',
  certainty float8,
  message_id uuid,
  taken_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, session_id, up_to),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index ai_turns_conversation on ai_turns (workspace_id, conversation_id, taken_at desc);
create index ai_turns_message on ai_turns (workspace_id, message_id) where message_id is not null;
call secure_table('ai_turns');
grant select, insert, update, delete on ai_turns to prosa_app;
