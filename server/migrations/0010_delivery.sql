-- What all workers must agree on before they send over a channel: its pace, and whether it is worth trying.
create table channel_flow (
  workspace_id uuid not null,
  channel_id uuid not null,
  -- The next moment at which a message may leave, and the next at which a waiting job shall come back.
  exit_at timestamptz not null default '-infinity',
  admit_at timestamptz not null default '-infinity',
  -- Failures in a row that speak against the channel, not against one message.
  failures int not null default 0,
  breaker text not null default 'closed' check (breaker in ('closed', 'open', 'half_open')),
  opened_at timestamptz,
  primary key (workspace_id, channel_id),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
create unique index channel_flow_channel on channel_flow (channel_id);
alter table channel_flow set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
call secure_table('channel_flow');
grant select, insert, update on channel_flow to prosa_app;
grant select, insert, update on channel_flow to prosa_system;
insert into channel_flow (workspace_id, channel_id) select workspace_id, id from channels;
