-- Two contacts who may be one person are found by what their numbers and addresses have in common. `likeness` is written into each identity: the
-- table is locked meanwhile, about a second for 100,000. The table of who was told apart is new.

-- Tags behind a plus, and at Google dots, make no other mailbox. Source: support.google.com/mail/answer/7436150, RFC 5233.
create function mailbox_of(address text) returns text language sql immutable strict parallel safe as $$
  select case when domain in ('gmail.com', 'googlemail.com') then replace(name, '.', '') || '@gmail.com' else name || '@' || domain end
  from (select split_part(split_part(lower(address), '@', 1), '+', 1) as name, split_part(lower(address), '@', 2) as domain) parts
$$;

alter table contact_identities add column likeness text collate "C" generated always as (
  case when kind = 'phone' and length(value) > 8 then right(value, 8) when kind = 'email' then mailbox_of(value) end) stored;
create index contact_identities_likeness on contact_identities (workspace_id, likeness, kind, contact_id) where likeness is not null;

create table contact_distinctions (
  workspace_id uuid not null,
  -- The smaller id first: a pair stands once.
  first_id uuid not null,
  second_id uuid not null check (first_id < second_id),
  said_by uuid,
  said_at timestamptz not null,
  primary key (workspace_id, first_id, second_id),
  foreign key (workspace_id, first_id) references contacts on delete cascade,
  foreign key (workspace_id, second_id) references contacts on delete cascade
);
create index contact_distinctions_second on contact_distinctions (workspace_id, second_id);
call secure_table('contact_distinctions');
grant select, insert, delete on contact_distinctions to prosa_app;
