-- People, their logins and rights, machine keys, the audit log. New tables only.

-- Logins belong to a person, not to a workspace: only the system role reads them, in team/login.ts.
create table auth_users (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table auth_sessions (
  id uuid primary key,
  user_id uuid not null references auth_users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  -- The workspace that this login looks at; null: the person's first one.
  workspace_id uuid references workspaces on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_sessions_user on auth_sessions (user_id);
create table auth_accounts (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth_users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index auth_accounts_user on auth_accounts (user_id);
create table auth_verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verifications_identifier on auth_verifications (identifier);
create table auth_two_factors (
  id uuid primary key,
  user_id uuid not null references auth_users on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count int default 0,
  locked_until timestamptz
);
create index auth_two_factors_user on auth_two_factors (user_id);
grant select, insert, update, delete on auth_users, auth_sessions, auth_accounts, auth_verifications, auth_two_factors to prosa_system;

create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  user_id uuid not null references auth_users on delete cascade,
  name text not null check (length(name) between 1 and 120),
  email text not null,
  role text not null check (role in ('owner', 'administrator', 'manager', 'supervisor', 'buyer', 'agent', 'technician', 'viewer')),
  preferences jsonb not null default '{}',
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create index members_user on members (user_id);
call secure_table('members');
grant select, insert, update on members to prosa_app;
grant select, insert on members to prosa_system;

create table invitations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  email text not null,
  role text not null check (role in ('administrator', 'manager', 'supervisor', 'buyer', 'agent', 'technician', 'viewer')),
  token_hash text not null unique,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, invited_by) references members
);
call secure_table('invitations');
grant select, insert, update on invitations to prosa_app;
grant select, update on invitations to prosa_system;

create table api_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  prefix text not null,
  token_hash text not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references members
);
call secure_table('api_keys');
grant select, insert, update on api_keys to prosa_app;
grant select, update on api_keys to prosa_system;

-- Insert-only for the application's role.
create table audit_log (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  actor_kind text not null check (actor_kind in ('member', 'api_key', 'system')),
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  detail jsonb not null,
  ip_address text,
  occurred_at timestamptz not null,
  primary key (workspace_id, id)
);
create index audit_log_list on audit_log (workspace_id, occurred_at desc, id desc);
call secure_table('audit_log');
grant select, insert on audit_log to prosa_app;
