-- Files grow older: pictures become smaller after three months, everything goes to cold storage after six and comes back when asked for.
alter table attachments drop constraint attachments_state_check;
alter table attachments add constraint attachments_state_check check (state in ('pending', 'stored', 'tiered', 'failed')) not valid;
alter table attachments validate constraint attachments_state_check;
alter table attachments
  -- `original` as received, `smaller` once it was looked at for that.
  add column tier text not null default 'original' check (tier in ('original', 'smaller')),
  -- Of the bytes as received, where what is stored is not them any more.
  add column original_hash text,
  add column original_size bigint,
  -- Registrations, proofs and work orders keep theirs.
  add column keep_original boolean not null default false,
  add column recalled_at timestamptz;
create index attachments_age on attachments (workspace_id, created_at) where state = 'stored';
create index attachments_key on attachments (workspace_id, storage_key) where storage_key is not null;

-- Bytes that no row names any more; they go a day later, when no upload of the same bytes can be on its way.
create table media_leftovers (
  workspace_id uuid not null references workspaces on delete cascade,
  storage_key text not null,
  left_at timestamptz not null,
  primary key (workspace_id, storage_key)
);
call secure_table('media_leftovers');
grant select, insert, update, delete on media_leftovers to prosa_app;
