-- Rights on records: who sees which conversations. Building the indexes stops writes to conversations for about a second per million of them.

-- Null: by role; agents as the workspace says.
alter table members add column sees text check (sees in ('own', 'queues', 'all'));
alter table workspaces add column agents_see text not null default 'all' check (agents_see in ('own', 'queues', 'all'));

-- Whose queues are whose: with it a member sees the conversations of a queue.
create table queue_members (
  workspace_id uuid not null,
  queue_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, queue_id, member_id),
  foreign key (workspace_id, queue_id) references queues on delete cascade,
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index queue_members_member on queue_members (workspace_id, member_id);
call secure_table('queue_members');
grant select, insert, delete on queue_members to prosa_app;
grant select on queue_members to prosa_system;

-- Members who were mentioned in a conversation see it from then on.
create table conversation_followers (
  workspace_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  since timestamptz not null,
  primary key (workspace_id, conversation_id, member_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index conversation_followers_member on conversation_followers (workspace_id, member_id);
call secure_table('conversation_followers');
grant select, insert on conversation_followers to prosa_app;

-- What nobody has taken, in no queue and in each: a small part of what is open. Two indexes that share no row, because the planner does not
-- see that one is in order of time while queue_id is null.
create index conversations_unclaimed on conversations (workspace_id, state, last_message_at desc, id desc) where assignee_id is null and queue_id is null;
create index conversations_untaken on conversations (workspace_id, queue_id, state, last_message_at desc, id desc) where assignee_id is null and queue_id is not null;

-- Audience words that saw the subject before the change and may not see it after: they are told that it is gone.
alter table events add column seen_before text[];

-- Dead letters are more than raw events now: keys keep what they could. Not even the owner of a table sees its rows while security is forced.
alter table api_keys no force row level security;
update api_keys set scopes = array_replace(array_replace(scopes, 'raw_events.read', 'dead_letters.read'), 'raw_events.replay', 'dead_letters.replay')
where scopes && array['raw_events.read', 'raw_events.replay'];
alter table api_keys force row level security;
