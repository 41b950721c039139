-- Claims walk their index and look each key up by its own, whatever was known of the table when their plan was made. The table turns
-- over thousands of rows a second: with statistics of another moment each job was compared with every other one.
create function claim_jobs(claimer int, due_at timestamptz, wanted text[], most int, until timestamptz) returns setof jobs
language plpgsql volatile set search_path = public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
    with due as (
      select j.id from jobs j
      where j.owner is null and j.run_at <= due_at and j.kind = any(wanted)
        and (j.key is null or not exists (select 1 from jobs older where older.key = j.key and older.id < j.id))
      order by j.run_at, j.id limit most for update skip locked)
    update jobs set owner = claimer, lease_until = until, attempts = jobs.attempts + 1
    from due where jobs.id = due.id
    returning jobs.*;
end $$;
revoke execute on function claim_jobs from public;
grant execute on function claim_jobs to prosa_system;

alter function claim_batch
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set enable_hashjoin = off set enable_mergejoin = off;
