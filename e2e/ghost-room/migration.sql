-- The example room of docs/how-to-add-a-room.md: what somebody saw, and which messages were heard. New tables only.
create table sightings (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  place text not null check (length(place) between 1 and 120),
  made_by text not null,
  made_at timestamptz not null,
  checked_at timestamptz,
  primary key (workspace_id, id)
);
create index sightings_latest on sightings (workspace_id, made_at desc, id desc);
call secure_table('sightings');
grant select, insert, update on sightings to prosa_app;

create table sighted_messages (
  workspace_id uuid not null references workspaces on delete cascade,
  message_id uuid not null,
  contact_id uuid not null,
  primary key (workspace_id, message_id)
);
call secure_table('sighted_messages');
grant select, insert on sighted_messages to prosa_app;
