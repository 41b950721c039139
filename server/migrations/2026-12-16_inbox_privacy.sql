-- Erasing a person, and telling them what is kept. On a live database: new tables, rights to delete, and a function.
create table erasures (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- The person and whoever was merged into them; the rows are gone afterwards.
  contact_ids uuid[] not null,
  -- How it was made sure that the person themselves asked.
  proof text not null check (length(proof) between 1 and 1000),
  asked_at timestamptz not null,
  asked_by_kind text not null,
  asked_by_id uuid,
  asked_by_name text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done')),
  -- Bodies of providers are looked through from the newest to the oldest: all from here on are done.
  bodies_before uuid,
  -- How many of what went, by the names of what rooms keep.
  removed jsonb not null default '{}',
  -- What the person had allowed or refused, without who it was.
  consents jsonb not null default '[]',
  done_at timestamptz,
  primary key (workspace_id, id)
);
create index erasures_asked on erasures (workspace_id, asked_at desc, id desc);
create unique index erasures_open on erasures (workspace_id, (contact_ids[1])) where state = 'waiting';
call secure_table('erasures');
grant select, insert, update on erasures to prosa_app;

-- Addresses of who was erased, as a keyed digest: what was written before does not come back by a repeated webhook, a list or a file.
create table erased_identities (
  workspace_id uuid not null references workspaces on delete cascade,
  digest bytea not null,
  erased_at timestamptz not null,
  primary key (workspace_id, digest)
);
call secure_table('erased_identities');
grant select, insert, update on erased_identities to prosa_app;

grant update on contact_import_pieces to prosa_app;
grant update (by_name, reason, detail) on work_order_steps to prosa_app;
grant delete on conversations, taps, attachments, raw_events, raw_event_failures, channel_notices, flow_runs, flow_skips, registrations to prosa_app;

-- The log says for ever who did what; what it kept of the words about a person goes with the person.
create function forget_audit_details(subjects text[]) returns bigint language sql security definer set search_path = public, pg_temp as $$
  with forgotten as (
    update audit_log set detail = '{}'
    where workspace_id = current_workspace() and subject_id = any(subjects) and detail <> '{}' returning 1)
  select count(*) from forgotten
$$;
revoke execute on function forget_audit_details from public;
grant execute on function forget_audit_details to prosa_app;
