-- A connection keeps the plans of its statements and of its foreign keys. Those made while a table was nearly empty read a
-- whole workspace for every row, until the table is analysed; the database does that by itself, but only every minute, and
-- the first minute of an import is the one that fills the tables. New function only.

-- Analyses the tables that are small and have doubled since they were last analysed. Cheap when there are none.
create function analyse_young_tables() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  young regclass;
begin
  for young in
    select oid::regclass from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relpages < 2000
      and pg_relation_size(oid) / current_setting('block_size')::int > 2 * greatest(relpages, 8)
  loop
    execute format('analyze (skip_locked) %s', young);
  end loop;
end $$;
revoke execute on function analyse_young_tables from public;
grant execute on function analyse_young_tables to prosa_system;
