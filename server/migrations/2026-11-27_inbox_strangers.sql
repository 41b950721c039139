-- Who wrote from where, and who left. On a live database: new columns are empty, the index is small (quotes whose message is missing),
-- and only Argentine numbers without their 9 are written.

-- The address that the contact wrote from last in this conversation: there the answer goes.
alter table conversations add column last_address_kind text, add column last_address text;

-- Addresses that a person has left. Whoever writes from one later is somebody else; what is older still is theirs.
create table former_identities (
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null,
  value text not null,
  contact_id uuid not null,
  address text not null,
  retired_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (workspace_id, kind, value, contact_id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index former_identities_contact on former_identities (workspace_id, contact_id);
call secure_table('former_identities');
grant select, insert, update on former_identities to prosa_app;
grant delete on contact_identities to prosa_app;
-- An edit that comes late takes its place between the others.
grant update on message_revisions to prosa_app;

-- The newest name stays, whatever comes late. Null: as new as the address.
alter table contact_identities add column named_at timestamptz;

-- Webhooks come in any order: a quote finds its message also when that comes later.
create index messages_dangling_quotes on messages (workspace_id, channel_id, reply_to_provider_id)
  where reply_to_id is null and reply_to_provider_id is not null;

-- +54 9 11 … and +54 11 … are one Argentine mobile. Where both are known they stay two contacts, which people may merge.
alter table contact_identities no force row level security;
update contact_identities i set value = '+549' || substr(value, 4)
where kind = 'phone' and value ~ '^\+54[1-8]\d{9}$'
  and not exists (select 1 from contact_identities other where other.workspace_id = i.workspace_id and other.kind = 'phone' and other.value = '+549' || substr(i.value, 4));
alter table contact_identities force row level security;
