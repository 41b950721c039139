-- Single sign-on: one provider of logins (OpenID Connect) a workspace, and who is who there. On a live database: new tables, and a column
-- without a default.
create table sign_on_providers (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- What browsers name it by before anybody is known.
  id uuid not null unique,
  label text not null check (char_length(label) between 1 and 60),
  issuer text not null check (char_length(issuer) <= 500),
  client_id text not null check (char_length(client_id) <= 500),
  sealed_secret text not null,
  set_at timestamptz not null
);
call secure_table('sign_on_providers');
grant select, insert, update, delete on sign_on_providers to prosa_app;
grant select on sign_on_providers to prosa_system;

-- A member, by what their provider says about them that never changes. Addresses change hands, and are no name.
create table sign_on_identities (
  workspace_id uuid not null references workspaces on delete cascade,
  issuer text not null,
  subject text not null check (char_length(subject) <= 500),
  member_id uuid not null,
  linked_at timestamptz not null,
  primary key (workspace_id, issuer, subject),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create unique index sign_on_identities_member on sign_on_identities (workspace_id, member_id);
call secure_table('sign_on_identities');
grant select, insert, update, delete on sign_on_identities to prosa_app;
grant select, insert, update, delete on sign_on_identities to prosa_system;

-- A session that a workspace's provider vouches for is good in that workspace and in no other: who sets the provider there is nobody elsewhere.
alter table auth_sessions add column bound_to uuid references workspaces on delete cascade;
create index auth_sessions_bound on auth_sessions (bound_to) where bound_to is not null;
