-- How long logins last, and when each was last used by a person. On a live database: columns without a default that is computed.
alter table access_rules
  add column session_longest_minutes integer check (session_longest_minutes between 15 and 129600),
  add column session_idle_minutes integer check (session_idle_minutes between 5 and 20160),
  -- Whether the pages that were open when the day of the second factor began have been told.
  add column second_factor_told boolean not null default false;
alter table auth_sessions add column used_at timestamptz;
grant update (second_factor_told) on access_rules to prosa_system;
