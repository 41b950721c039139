-- What people hand in, and who decided upon it. On a live database: new tables only.
create table registration_forms (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Flows and other programs name it by this.
  key text not null check (key ~ '^[a-z0-9_]{1,40}$'),
  name text not null check (length(name) between 1 and 80),
  -- In their order: key, label, type, whether required, how old a proof may be, what approval writes.
  fields jsonb not null,
  -- Who decides; its hours are those of the promise.
  queue_id uuid,
  promise_hours int not null check (promise_hours between 1 and 2000),
  -- What an approved person becomes; null: stays what they are.
  persona text,
  -- What the person is told, by occasion; what is not there is said in the product's words.
  messages jsonb not null default '{}',
  -- What is sent instead where the window is closed, by occasion.
  templates jsonb not null default '{}',
  version int not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, queue_id) references queues on delete set null (queue_id)
);
create unique index registration_forms_key on registration_forms (workspace_id, key) where archived_at is null;
call secure_table('registration_forms');
grant select, insert, update on registration_forms to prosa_app;

create table registrations (
  workspace_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  -- What a person says on the phone.
  number text not null check (length(number) between 1 and 20),
  status text not null check (status in ('pending', 'approved', 'rejected', 'needs_correction')),
  -- Whom it is about, as lists show it.
  person text not null,
  field_values jsonb not null,
  -- `nif 247903167`: of one form, only one that was not rejected.
  tax_id text,
  -- Fields that are missing, wrong, or asked for again.
  to_correct text[] not null default '{}',
  queue_id uuid,
  contact_id uuid,
  conversation_id uuid,
  -- Where it belonged before merges of people, the last one last.
  former_contacts uuid[] not null default '{}',
  former_conversations uuid[] not null default '{}',
  source text not null check (source in ('flow', 'web', 'api', 'panel')),
  run_id uuid,
  -- Sending the same again is the same sending.
  request_key text,
  request_hash text,
  promise_hours int not null,
  -- The day of the proof, as the reviewer read it.
  proof_on date,
  -- The note of the last request, and the field whose answer comes next in the conversation.
  asked_note text,
  asked_at timestamptz,
  awaited_field text,
  -- Until when a decision was promised; null while the person has to correct something.
  due_at timestamptz,
  near_at timestamptz,
  -- When reviewers are told next; null: of nothing.
  look_at timestamptz,
  submitted_at timestamptz not null,
  decided_at timestamptz,
  reviewer_id uuid,
  reviewer_name text,
  reason text,
  version int not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, form_id) references registration_forms,
  foreign key (workspace_id, queue_id) references queues on delete set null (queue_id),
  check ((status in ('approved', 'rejected')) = (decided_at is not null)),
  check (status <> 'pending' or due_at is not null),
  check (status <> 'rejected' or reason is not null)
);
create unique index registrations_number on registrations (workspace_id, number);
create unique index registrations_tax_id on registrations (workspace_id, form_id, tax_id) where tax_id is not null and status <> 'rejected';
create unique index registrations_request on registrations (workspace_id, form_id, request_key) where request_key is not null and status <> 'rejected';
create index registrations_due on registrations (workspace_id, due_at, id) where status = 'pending';
create index registrations_newest on registrations (workspace_id, status, submitted_at desc, id desc);
create index registrations_decided on registrations (workspace_id, status, decided_at desc, id desc) where decided_at is not null;
create index registrations_contact on registrations (workspace_id, contact_id, submitted_at desc) where contact_id is not null;
create index registrations_conversation on registrations (workspace_id, conversation_id, submitted_at desc) where conversation_id is not null;
create index registrations_look on registrations (look_at) where look_at is not null;
call secure_table('registrations');
grant select, insert, update on registrations to prosa_app;
grant select on registrations to prosa_system;

-- Whoever decides second finds it decided: the database holds the moves, whatever a program believes.
create function hold_registration_moves() returns trigger language plpgsql as $$
begin
  if old.status <> new.status and (old.status, new.status) not in (
    ('needs_correction', 'pending'), ('needs_correction', 'rejected'),
    ('pending', 'needs_correction'), ('pending', 'approved'), ('pending', 'rejected')) then
    raise exception 'a registration does not go from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger registrations_moves before update of status on registrations for each row execute function hold_registration_moves();

-- The beginnings under which a registration is found, as contact_words has them of contacts.
create table registration_words (
  workspace_id uuid not null,
  word text collate "C" not null,
  registration_id uuid not null,
  primary key (workspace_id, word, registration_id),
  foreign key (workspace_id, registration_id) references registrations on delete cascade
);
create index registration_words_registration on registration_words (workspace_id, registration_id);
call secure_table('registration_words');
grant select, insert, delete on registration_words to prosa_app;

create function renew_registration_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from registration_words w where w.workspace_id = new.workspace_id and w.registration_id = new.id;
  end if;
  insert into registration_words (workspace_id, word, registration_id)
    select distinct new.workspace_id, word, new.id
    from unnest(array[new.person, new.number, split_part(new.tax_id, ' ', 2)]) text cross join contact_words_of(text) word
  on conflict do nothing;
  return null;
end $$;
create trigger registrations_found after insert or update of person, number, tax_id on registrations
  for each row execute function renew_registration_words();

-- Files as they were received. One that was replaced stays.
create table registration_files (
  workspace_id uuid not null,
  id uuid not null,
  registration_id uuid not null,
  field text not null,
  -- `waiting`: the conversation's file is still on its way. `lost`: it never came.
  state text not null check (state in ('waiting', 'kept', 'lost')),
  -- Of the message it came with; the bytes are kept apart, because conversations' files are made smaller one day.
  attachment_id uuid,
  given_name text,
  media_type text,
  size bigint,
  hash text,
  storage_key text,
  thumbnail_key text,
  width int,
  height int,
  pages int,
  replaced_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, registration_id) references registrations on delete cascade,
  check ((state = 'kept') = (storage_key is not null))
);
create index registration_files_of on registration_files (workspace_id, registration_id, created_at);
call secure_table('registration_files');
grant select, insert, update on registration_files to prosa_app;

-- Who did what, and why. Inserts only.
create table registration_history (
  workspace_id uuid not null,
  id uuid not null,
  registration_id uuid not null,
  what text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  detail jsonb not null default '{}',
  happened_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, registration_id) references registrations on delete cascade
);
create index registration_history_of on registration_history (workspace_id, registration_id, happened_at, id);
call secure_table('registration_history');
grant select, insert on registration_history to prosa_app;
