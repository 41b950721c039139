-- Appointments: what can be booked, with whom and when, what is booked, and who was reminded. On a live database: new tables, and a column
-- with a default that costs no rewrite.
alter table lead_settings add column appointments jsonb not null default '{}';

create table appointment_services (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 60),
  -- Everything begins and ends at full five minutes.
  minutes smallint not null check (minutes between 5 and 480 and minutes % 5 = 0),
  -- Nothing is offered that begins sooner than this, or later than so many days.
  notice_minutes int not null check (notice_minutes between 0 and 43200),
  days_ahead smallint not null check (days_ahead between 1 and 180),
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id)
);
create unique index appointment_services_name on appointment_services (workspace_id, prosa_fold(name)) where archived_at is null;
call secure_table('appointment_services');
grant select, insert, update on appointment_services to prosa_app;

-- Members with whom something can be booked, and their working hours.
create table appointment_hosts (
  workspace_id uuid not null references workspaces on delete cascade,
  member_id uuid not null,
  calendar_id uuid not null,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade,
  foreign key (workspace_id, calendar_id) references calendars
);
call secure_table('appointment_hosts');
grant select, insert, update, delete on appointment_hosts to prosa_app;

create table appointment_service_hosts (
  workspace_id uuid not null references workspaces on delete cascade,
  service_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, service_id, member_id),
  foreign key (workspace_id, service_id) references appointment_services on delete cascade,
  foreign key (workspace_id, member_id) references appointment_hosts on delete cascade
);
call secure_table('appointment_service_hosts');
grant select, insert, delete on appointment_service_hosts to prosa_app;

create table appointments (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  service_id uuid not null,
  member_id uuid not null,
  contact_id uuid not null,
  conversation_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- In which it was agreed: the hour on the wall there is what counts for people.
  time_zone text not null,
  state text not null check (state in ('booked', 'confirmed', 'cancelled')),
  note text not null default '' check (char_length(note) <= 1000),
  cancel_reason text check (char_length(cancel_reason) <= 300),
  -- The slots that it was chosen out of: a second choice out of the same ones moves it.
  offer_id uuid,
  -- When somebody is to be reminded next; null: no more.
  remind_at timestamptz,
  revision int not null default 1,
  former_contacts uuid[] not null default '{}',
  former_conversations uuid[] not null default '{}',
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, service_id) references appointment_services,
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  check (ends_at > starts_at)
);
create index appointments_starts on appointments (workspace_id, starts_at, id);
create index appointments_member on appointments (workspace_id, member_id, starts_at, id);
create index appointments_contact on appointments (workspace_id, contact_id, starts_at, id);
create index appointments_conversation on appointments (workspace_id, conversation_id, starts_at, id) where conversation_id is not null;
create unique index appointments_offer on appointments (workspace_id, offer_id) where offer_id is not null and state <> 'cancelled';
create index appointments_due on appointments (remind_at) where remind_at is not null;
call secure_table('appointments');
grant select, insert, update, delete on appointments to prosa_app;
grant select on appointments to prosa_system;

-- The time that appointments take, in steps of five minutes since 1970: of one member each step is taken once, whoever books.
create table appointment_times (
  workspace_id uuid not null references workspaces on delete cascade,
  member_id uuid not null,
  step int not null,
  appointment_id uuid not null,
  primary key (workspace_id, member_id, step),
  foreign key (workspace_id, appointment_id) references appointments on delete cascade
);
create index appointment_times_of on appointment_times (workspace_id, appointment_id);
call secure_table('appointment_times');
grant select, insert, delete on appointment_times to prosa_app;

-- One reminder of a kind for each time that an appointment had.
create table appointment_reminders (
  workspace_id uuid not null references workspaces on delete cascade,
  appointment_id uuid not null,
  kind text not null check (kind in ('day', 'hour')),
  starts_at timestamptz not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('sent', 'by_template', 'skipped')),
  -- Why it was skipped: a code.
  reason text,
  primary key (workspace_id, appointment_id, starts_at, kind),
  foreign key (workspace_id, appointment_id) references appointments on delete cascade
);
call secure_table('appointment_reminders');
grant select, insert, delete on appointment_reminders to prosa_app;
