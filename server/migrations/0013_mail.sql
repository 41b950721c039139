-- E-mail: connections that listen, files inside of webhooks, originals that are shown on demand, addresses that refuse.

-- Who listens for a channel, until when, and how far it came; a listener that dies is followed by another.
alter table channel_flow
  add column listener uuid,
  add column listened_until timestamptz,
  add column listen_cursor text;

-- A file that came inside of its raw event is cut out of it, not fetched.
alter table attachments add column raw_event_id uuid;

-- What a shortened message was as it came; not read with the timeline. HTML is cleaned each time it is shown.
create table message_originals (
  workspace_id uuid not null,
  message_id uuid not null,
  text text,
  html text,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages on delete cascade
);
call secure_table('message_originals');
grant select, insert on message_originals to prosa_app;

-- The provider said for good that nothing reaches this address; a message from it takes that back.
alter table contact_identities add column unreachable_at timestamptz;
