-- Logins end and are written down where no workspace is set yet, people come back, and codes are used once. Grants and a new table only.
grant insert on audit_log to prosa_system;
grant insert on events to prosa_system;
grant update (name, role, removed_at) on members to prosa_system;

-- Codes of second factors that opened something: each opens once. Of use for two minutes.
create table used_codes (
  user_id uuid not null references auth_users on delete cascade,
  code_hash text not null,
  used_at timestamptz not null,
  primary key (user_id, code_hash)
);
grant select, insert, delete on used_codes to prosa_system;

-- How often something was tried lately, counted by all processes together.
create unlogged table attempts (
  what text primary key,
  count int not null,
  ends_at timestamptz not null
);
grant select, insert, update, delete on attempts to prosa_system;
