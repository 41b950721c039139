-- Channel accounts, the raw events of providers, what providers said about accounts and templates. New tables only.

create table channels (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null,
  name text not null check (length(name) between 1 and 120),
  status text not null default 'configuring' check (status in ('configuring', 'active', 'inactive', 'error')),
  -- In plain words for the people who can mend it; a code of the catalogue.
  status_reason text,
  -- Not secret: ids and addresses at the provider.
  settings jsonb not null,
  -- Sealed by platform/secrets.ts, one value a name.
  credentials jsonb not null,
  -- The provider's id that webhooks are routed by (WhatsApp: phone number id).
  external_id text not null,
  quality text,
  messaging_limit text,
  throughput_per_second int not null default 80,
  is_default boolean not null default false,
  paused_until timestamptz,
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kind, external_id)
);
create unique index channels_id on channels (id);
create unique index channels_default on channels (workspace_id, kind) where is_default;
call secure_table('channels');
grant select, insert, update on channels to prosa_app;
grant select on channels to prosa_system;

-- Every webhook as it came, before anyone understood it. A row is written once and never changed; months are
-- partitions, dropped whole by retention. Unique by body: a first sieve only, the message's own id is the real key.
create table raw_events (
  workspace_id uuid not null,
  channel_id uuid not null,
  received_month date not null,
  body_hash bytea not null,
  id uuid not null,
  seq bigint generated always as identity,
  body bytea not null,
  received_at timestamptz not null,
  primary key (workspace_id, channel_id, body_hash, received_month)
) partition by range (received_month);
create index raw_events_id on raw_events (workspace_id, id);
create table raw_events_rest partition of raw_events default;

create function arrange_raw_events(today date, keep_months int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date;
  old text;
begin
  for ahead in 0..1 loop
    month := date_trunc('month', today) + make_interval(months => ahead);
    execute format('create table if not exists raw_events_%s partition of raw_events for values from (%L) to (%L)',
      to_char(month, 'YYYY_MM'), month, month + interval '1 month');
  end loop;
  for old in
    select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'raw_events'::regclass and relname ~ '^raw_events_\d{4}_\d{2}$'
      and to_date(right(relname, 7), 'YYYY_MM') < date_trunc('month', today) - make_interval(months => keep_months)
  loop
    execute format('drop table %I', old);
  end loop;
end $$;
revoke execute on function arrange_raw_events from public;
grant execute on function arrange_raw_events to prosa_system;
select arrange_raw_events(current_date, 3);
call secure_table('raw_events');
grant select on raw_events to prosa_app;
grant select, insert on raw_events to prosa_system;

-- Events that could not be understood or stored: the dead letters of a channel.
create table raw_event_failures (
  workspace_id uuid not null,
  raw_event_id uuid not null,
  channel_id uuid not null,
  reason text not null check (reason in ('malformed', 'failed')),
  error text not null,
  failed_at timestamptz not null,
  replayed_at timestamptz,
  primary key (workspace_id, raw_event_id),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
create index raw_event_failures_list on raw_event_failures (workspace_id, failed_at desc, raw_event_id desc) where replayed_at is null;
call secure_table('raw_event_failures');
grant select, insert, update on raw_event_failures to prosa_app;
grant select, insert on raw_event_failures to prosa_system;

-- What is not a message: account and template news, errors of an account, fields that we do not know yet.
create table channel_notices (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  kind text not null,
  body jsonb not null,
  body_hash bytea not null,
  occurred_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, body_hash),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
create index channel_notices_list on channel_notices (workspace_id, channel_id, occurred_at desc, id desc);
call secure_table('channel_notices');
grant select, insert on channel_notices to prosa_app;

create table message_templates (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  external_id text not null,
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  status_reason text,
  quality text,
  parameter_format text not null check (parameter_format in ('positional', 'named')),
  components jsonb not null,
  synced_at timestamptz not null,
  gone_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, name, language),
  foreign key (workspace_id, channel_id) references channels on delete cascade
);
call secure_table('message_templates');
grant select, insert, update on message_templates to prosa_app;
