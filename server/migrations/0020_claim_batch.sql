-- Claiming a batch is a lock and a statement whose snapshot begins after it; as a function it is one round trip instead of four, before
-- every message that comes in. New function only.

-- Takes up to `most` due jobs of one kind. A batch runs in one transaction, so it may hold many jobs of one key: all but those behind one
-- that is elsewhere. One claimer a kind at a time (`lock_space`, the kind's hash), so that each sees what the one before it took.
create function claim_batch(claimer int, due_at timestamptz, wanted text, most int, until timestamptz, lock_space int) returns setof jobs
language plpgsql volatile set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(lock_space, hashtext(wanted));
  return query
    with due as (
      select j.id from jobs j
      where j.owner is null and j.run_at <= due_at and j.kind = wanted
        and (j.key is null or not exists (
          select 1 from jobs older where older.key = j.key and older.id < j.id and (older.owner is not null or older.run_at > due_at)))
      order by j.id limit most for update skip locked)
    update jobs set owner = claimer, lease_until = until, attempts = jobs.attempts + 1
    from due where jobs.id = due.id
    returning jobs.*;
end $$;
revoke execute on function claim_batch from public;
grant execute on function claim_batch to prosa_system;
