-- The feed: listeners read the events in order, each with a cursor of its own. Events live 35 days in partitions of a day that are dropped.
-- On a live database: locks `events` while the index of its (at most 7 days of) rows is built anew; everything else is new or small.

-- Work that a lower room asks for and an upper one does has the lower room's name.
update jobs set kind = 'channels.resume_sending' where kind = 'inbox.resume_delivery';
update jobs set kind = 'channels.try_sending' where kind = 'inbox.try_channel';
update jobs set kind = 'channels.send_another_way' where kind = 'inbox.fall_back';
update dead_jobs set kind = 'channels.resume_sending' where kind = 'inbox.resume_delivery';
update dead_jobs set kind = 'channels.try_sending' where kind = 'inbox.try_channel';
update dead_jobs set kind = 'channels.send_another_way' where kind = 'inbox.fall_back';

-- What is there becomes the partition of everything before today.
alter table events rename to events_before;
alter table events_before alter seq drop identity;
alter table events_before drop constraint events_pkey;
alter index events_cursor rename to events_before_cursor;
alter index events_conversation rename to events_before_conversation;
drop index events_age;

create table events (
  workspace_id uuid not null references workspaces on delete cascade,
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  conversation_id uuid,
  subject_id uuid,
  detail jsonb not null,
  correlation_id text,
  occurred_at timestamptz not null,
  -- By the database's own clock, which nobody sends ahead: where a row lies is no business of ours.
  stored_on date not null default (now() at time zone 'utc')::date,
  primary key (workspace_id, seq, stored_on)
) partition by range (stored_on);
create index events_cursor on events (workspace_id, xid, seq);
create index events_conversation on events (workspace_id, conversation_id, seq) where conversation_id is not null;
call secure_table('events');
grant select, insert on events to prosa_app;
grant select on events to prosa_system;

do $$
declare
  today date := (now() at time zone 'utc')::date;
  old text := to_char(today - 1, '"events_"YYYY_MM_DD');
begin
  perform setval(pg_get_serial_sequence('events', 'seq'), (select coalesce(max(seq), 0) + 1 from events_before), false);
  execute format('alter table events_before add column stored_on date not null default %L', today - 1);
  execute format('alter table events_before rename to %I', old);
  execute format('revoke all on %I from prosa_app, prosa_system', old);
  execute format('alter table %I add primary key (workspace_id, seq, stored_on)', old);
  execute format('alter table events attach partition %I for values from (minvalue) to (%L)', old, today);
end $$;

-- Where a row goes whose day was not made in time; arrange_events empties it.
create table events_other partition of events default;

-- Makes the days ahead and drops those that are over. Not by the program's clock: see stored_on.
create function arrange_events(keep_days int) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today date := (now() at time zone 'utc')::date;
  day date;
  old text;
begin
  for ahead in 0..7 loop
    day := today + ahead;
    continue when to_regclass(to_char(day, '"events_"YYYY_MM_DD')) is not null;
    create temp table late_events on commit drop as select * from events_other where stored_on = day;
    delete from events_other where stored_on = day;
    execute format('create table %I partition of events for values from (%L) to (%L)', to_char(day, '"events_"YYYY_MM_DD'), day, day + 1);
    insert into events overriding system value select * from late_events;
    drop table late_events;
  end loop;
  for old in
    select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'events'::regclass and relname ~ '^events_\d{4}_\d{2}_\d{2}$' and to_date(right(relname, 10), 'YYYY_MM_DD') < today - keep_days
  loop
    execute format('drop table %I', old);
  end loop;
end $$;
revoke execute on function arrange_events from public;
grant execute on function arrange_events to prosa_system;
select arrange_events(35);

-- Who listens, since when this installation knows them: a new listener begins where the events are now, in workspaces that are there.
create table feed_consumers (
  name text primary key,
  known_at timestamptz not null
);
grant select, insert on feed_consumers to prosa_system;

-- How far each listener is in each workspace. Between `low` and `high` lies the window that it reads, in the order of `seq`; done up to `seq`.
create table feed_cursors (
  workspace_id uuid not null references workspaces on delete cascade,
  consumer text not null,
  low xid8 not null,
  high xid8 not null,
  seq bigint not null,
  moved_on date not null default (now() at time zone 'utc')::date,
  primary key (workspace_id, consumer)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
call secure_table('feed_cursors');
grant select, insert, update on feed_cursors to prosa_app;
grant select, insert, update on feed_cursors to prosa_system;

-- Events that a listener failed at, and those of the same subject that wait behind them. A copy: the event itself may be dropped meanwhile.
create table feed_letters (
  workspace_id uuid not null references workspaces on delete cascade,
  consumer text not null,
  seq bigint not null,
  subject uuid not null,
  kind text not null,
  conversation_id uuid,
  subject_id uuid,
  detail jsonb not null,
  correlation_id text,
  occurred_at timestamptz not null,
  state text not null check (state in ('waiting', 'retrying', 'dead')),
  attempts int not null default 0,
  error text,
  retry_at timestamptz,
  set_aside_at timestamptz not null,
  primary key (workspace_id, consumer, seq)
);
create index feed_letters_subject on feed_letters (workspace_id, consumer, subject, seq);
create index feed_letters_due on feed_letters (retry_at) where state = 'retrying';
create index feed_letters_dead on feed_letters (workspace_id, set_aside_at desc) where state = 'dead';
call secure_table('feed_letters');
grant select, insert, update, delete on feed_letters to prosa_app;
grant select on feed_letters to prosa_system;

-- Transaction numbers mean something in one cluster only. After rows were put into another one, listeners go on by `seq`.
create table feed_cluster (system_identifier bigint not null);

create function rebase_feed() returns boolean language plpgsql as $$
declare
  here bigint := (select system_identifier from pg_control_system());
  known bigint := (select system_identifier from feed_cluster);
  mark xid8 := pg_current_xact_id();
begin
  if known is not distinct from here then
    return false;
  end if;
  delete from feed_cluster;
  insert into feed_cluster values (here);
  if known is null then
    return false;
  end if;
  update events set xid = mark;
  update feed_cursors set low = mark, high = (mark::text::numeric + 1)::text::xid8;
  return true;
end $$;
revoke execute on function rebase_feed from public;

-- The oldest open transaction, which listeners cannot read past: its age in seconds, and whose it is. One of another database counts as well.
create function feed_horizon(out age_seconds double precision, out holder text) language sql stable security definer set search_path = public, pg_temp as $$
  select extract(epoch from clock_timestamp() - xact_start)::double precision, coalesce(nullif(application_name, ''), 'unknown') || ' ' || pid
  from pg_stat_activity where backend_xid is not null and xact_start is not null
  order by backend_xid::text::bigint limit 1
$$;
revoke execute on function feed_horizon from public;
grant execute on function feed_horizon to prosa_system;
