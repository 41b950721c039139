-- The desk: how queues are served, who is there to serve them, and a ticket for each time that people take over. New tables only.

create table queue_settings (
  workspace_id uuid not null references workspaces on delete cascade,
  queue_id uuid not null,
  description text not null default '' check (length(description) <= 500),
  mode text not null default 'least_busy' check (mode in ('round_robin', 'least_busy', 'skill', 'pull')),
  -- Tickets of this queue that one agent serves at a time.
  capacity int not null default 5 check (capacity between 1 and 100),
  priority int not null default 5 check (priority between 1 and 10),
  -- What an agent must have for a ticket of it, by skill.
  skills text[] not null default '{}',
  -- Promises in business time; null: none is made.
  first_response_seconds int check (first_response_seconds between 1 and 31536000),
  resolution_seconds int check (resolution_seconds between 1 and 31536000),
  -- The clock of the resolution stands while the contact is asked for something.
  pauses_while_waiting boolean not null default true,
  calendar_id uuid,
  -- Business seconds without an agent until a ticket is given up; null: never.
  abandon_after_seconds int default 600 check (abandon_after_seconds between 10 and 31536000),
  -- Seconds that an agent has for the first words; null: as long as it takes.
  answer_within_seconds int check (answer_within_seconds between 10 and 86400),
  overflow_queue_id uuid,
  overflow_after_seconds int check (overflow_after_seconds between 10 and 86400),
  asks_rating boolean not null default true,
  -- What the contact is told, by occasion; an absent one is told in the product's words, an empty one is not told.
  texts jsonb not null default '{}',
  -- Steps after a promise is near or broken: whom, when.
  escalation jsonb not null default '[]',
  changed_at timestamptz not null default now(),
  primary key (workspace_id, queue_id),
  foreign key (workspace_id, queue_id) references queues on delete cascade,
  foreign key (workspace_id, calendar_id) references calendars,
  foreign key (workspace_id, overflow_queue_id) references queues on delete set null (overflow_queue_id),
  check (overflow_queue_id is distinct from queue_id)
);
call secure_table('queue_settings');
grant select, insert, update, delete on queue_settings to prosa_app;
grant select on queue_settings to prosa_system;
grant select on queues, queue_members, calendars to prosa_system;

create table teams (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index teams_name on teams (workspace_id, prosa_fold(name));
call secure_table('teams');
grant select, insert, update, delete on teams to prosa_app;

create table team_members (
  workspace_id uuid not null,
  team_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, team_id, member_id),
  foreign key (workspace_id, team_id) references teams on delete cascade,
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index team_members_member on team_members (workspace_id, member_id);
call secure_table('team_members');
grant select, insert, delete on team_members to prosa_app;

-- Who serves a queue: people by themselves, and teams. Whose queue it is for everybody else stands in queue_members, made from both.
create table queue_staff (
  workspace_id uuid not null,
  queue_id uuid not null,
  member_id uuid,
  team_id uuid,
  foreign key (workspace_id, queue_id) references queues on delete cascade,
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, team_id) references teams on delete cascade,
  check (num_nonnulls(member_id, team_id) = 1),
  unique nulls not distinct (workspace_id, queue_id, member_id, team_id)
);
create index queue_staff_team on queue_staff (workspace_id, team_id) where team_id is not null;
create index queue_staff_member on queue_staff (workspace_id, member_id) where member_id is not null;
call secure_table('queue_staff');
grant select, insert, delete on queue_staff to prosa_app;
insert into queue_staff (workspace_id, queue_id, member_id) select workspace_id, queue_id, member_id from queue_members;

create table desk_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Tickets that one agent serves at a time over all queues, unless set for them.
  personal_ceiling int not null check (personal_ceiling between 1 and 200),
  -- So long after the last sign of any of their devices an agent is offline, and so long after that their tickets go back.
  silent_seconds int not null check (silent_seconds between 20 and 3600),
  grace_seconds int not null check (grace_seconds between 0 and 86400),
  away_reasons text[] not null,
  rating_question text,
  warn_percent int not null check (warn_percent between 10 and 100)
);
call secure_table('desk_settings');
grant select, insert, update on desk_settings to prosa_app;
grant select on desk_settings to prosa_system;

-- A member as somebody who serves. `load` is the number of their tickets in service: whoever gives them one locks this row.
create table agents (
  workspace_id uuid not null,
  member_id uuid not null,
  state text not null default 'offline' check (state in ('online', 'busy', 'away', 'offline')),
  reason text check (length(reason) <= 120),
  state_since timestamptz not null,
  -- The last sign of one of their devices, to within some seconds.
  seen_at timestamptz,
  load int not null default 0 check (load >= 0),
  ceiling int check (ceiling between 1 and 200),
  skills text[] not null default '{}',
  last_assigned_at timestamptz,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references members on delete cascade
) with (fillfactor = 50);
create index agents_present on agents (workspace_id, state) where state <> 'offline';
create index agents_seen on agents (seen_at) where state <> 'offline';
call secure_table('agents');
grant select, insert, update on agents to prosa_app;
grant select, update on agents to prosa_system;

-- How long each agent was in which state: occupancy is computed from it.
create table agent_states (
  workspace_id uuid not null,
  member_id uuid not null,
  began_at timestamptz not null,
  state text not null,
  reason text,
  primary key (workspace_id, member_id, began_at),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index agent_states_time on agent_states (workspace_id, began_at);
call secure_table('agent_states');
grant select, insert, update on agent_states to prosa_app;
grant select, insert, delete on agent_states to prosa_system;

create table close_reasons (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  asks_rating boolean not null default true,
  archived_at timestamptz,
  primary key (workspace_id, id)
);
create unique index close_reasons_name on close_reasons (workspace_id, prosa_fold(name)) where archived_at is null;
call secure_table('close_reasons');
grant select, insert, update on close_reasons to prosa_app;

-- The human part of a session, from the moment at which people are wanted until it is over.
create table tickets (
  workspace_id uuid not null,
  id uuid not null,
  -- What the contact is told. A ticket that goes on in another queue keeps it, as its next part.
  protocol text not null check (length(protocol) <= 20),
  part smallint not null default 1,
  conversation_id uuid not null,
  session_id uuid not null,
  contact_id uuid not null,
  channel_id uuid not null,
  queue_id uuid,
  agent_id uuid,
  state text not null check (state in ('waiting', 'in_service', 'finished', 'abandoned', 'transferred')),
  priority int not null check (priority between 1 and 10),
  -- From where waiting counts: it entered the queue.
  opened_at timestamptz not null,
  assigned_at timestamptz,
  first_reply_at timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('resolved', 'silence', 'timeout', 'abandoned', 'transferred', 'handed_back', 'merged')),
  close_reason_id uuid,
  -- Given up while nobody was there, and nobody has written since.
  is_unanswered boolean not null default false,
  first_response_due_at timestamptz,
  resolution_due_at timestamptz,
  -- The contact is asked for something: the clock of the resolution stands since then.
  paused_at timestamptz,
  -- Business time during which it stood, the pause that goes on now not included.
  paused_ms bigint not null default 0,
  first_response_breached_at timestamptz,
  resolution_breached_at timestamptz,
  -- Steps of the escalation ladder that were taken.
  escalated text[] not null default '{}',
  abandon_at timestamptz,
  overflow_at timestamptz,
  answer_by timestamptz,
  position_told int,
  position_told_at timestamptz,
  -- When the sweep has something to do here: the earliest of all that is due.
  look_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, protocol, part),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, queue_id) references queues on delete set null (queue_id),
  foreign key (workspace_id, agent_id) references members,
  foreign key (workspace_id, close_reason_id) references close_reasons,
  check ((state in ('waiting', 'in_service')) = (ended_at is null)),
  check (state <> 'in_service' or assigned_at is not null),
  check (state <> 'waiting' or agent_id is null)
) with (fillfactor = 70);
-- At most one is open in a session.
create unique index tickets_open on tickets (workspace_id, session_id) where ended_at is null;
create index tickets_waiting on tickets (workspace_id, queue_id, priority desc, opened_at, id) where state = 'waiting';
create index tickets_in_service on tickets (workspace_id, agent_id, queue_id) where state = 'in_service';
create index tickets_conversation on tickets (workspace_id, conversation_id, opened_at desc);
create index tickets_contact on tickets (workspace_id, contact_id);
create index tickets_latest on tickets (workspace_id, opened_at desc, id desc);
create index tickets_ended on tickets (workspace_id, ended_at) where ended_at is not null;
create index tickets_unanswered on tickets (workspace_id, ended_at desc, id desc) where is_unanswered;
create index tickets_look on tickets (look_at) where look_at is not null;
call secure_table('tickets');
grant select, insert, update on tickets to prosa_app;
grant select on tickets to prosa_system;

-- Whoever writes a ticket cannot bring it back to life, nor let it skip a step.
create function guard_ticket() returns trigger language plpgsql as $$
begin
  if old.state = new.state then
    return new;
  end if;
  if old.ended_at is not null then
    raise exception 'ticket % is %, and stays so', old.id, old.state using errcode = 'check_violation';
  end if;
  if new.state = 'abandoned' and old.state <> 'waiting' then
    raise exception 'ticket % is in service and cannot be abandoned', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard_ticket before update of state on tickets for each row execute function guard_ticket();

-- What happened to each ticket, by whom and why.
create table ticket_moves (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  at timestamptz not null,
  kind text not null,
  queue_id uuid,
  agent_id uuid,
  by_kind text not null,
  by_id uuid,
  by_name text,
  reason text,
  note text,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references tickets on delete cascade
);
create index ticket_moves_ticket on ticket_moves (workspace_id, ticket_id, at);
call secure_table('ticket_moves');
grant select, insert on ticket_moves to prosa_app;

create table ticket_ratings (
  workspace_id uuid not null,
  ticket_id uuid not null,
  asked_at timestamptz,
  -- Why nobody was asked.
  not_asked text check (not_asked in ('by_hand', 'reason', 'queue', 'window_closed', 'unreachable')),
  score smallint check (score between 1 and 5),
  comment text check (length(comment) <= 2000),
  rated_at timestamptz,
  skipped_at timestamptz,
  primary key (workspace_id, ticket_id),
  foreign key (workspace_id, ticket_id) references tickets on delete cascade
);
create index ticket_ratings_time on ticket_ratings (workspace_id, rated_at) where rated_at is not null;
call secure_table('ticket_ratings');
grant select, insert, update on ticket_ratings to prosa_app;
