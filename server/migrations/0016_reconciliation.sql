-- What a day's comparison of a channel with its provider found. A row a channel and day.
create table channel_reports (
  workspace_id uuid not null,
  channel_id uuid not null,
  day date not null,
  -- How it was compared: the provider's list, the numbers in its events, or neither.
  method text not null check (method in ('list', 'sequence', 'none')),
  -- Messages that the provider names, those of them that were not here, and those that were fetched then.
  listed int not null,
  missing text[] not null,
  recovered int not null,
  -- Of our sends of that day: ends that nobody knows, and ones of which no mark ever came.
  unconfirmed int not null,
  unmarked int not null,
  made_at timestamptz not null,
  primary key (workspace_id, channel_id, day),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
call secure_table('channel_reports');
grant select, insert, update on channel_reports to prosa_app;

-- The report counts a channel's sends of one day; other lists of messages go by conversation.
create index messages_channel_sends on messages (workspace_id, channel_id, created_at) where direction = 'out' and not is_note;
