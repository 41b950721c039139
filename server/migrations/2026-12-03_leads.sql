-- Leads: what people said that shows interest, how their score is made up, and why it changed. On a live database: new tables only.

create table lead_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Words of the workspace by intent, beside those that the product knows; and words that are not to count.
  words jsonb not null default '{}',
  ignored jsonb not null default '{}'
);
call secure_table('lead_settings');
grant select, insert, update on lead_settings to prosa_app;

-- A message that shows an intent, a row an intent.
create table lead_signals (
  workspace_id uuid not null references workspaces on delete cascade,
  message_id uuid not null,
  intent text not null check (intent in ('buy', 'schedule', 'price', 'discount')),
  contact_id uuid not null,
  conversation_id uuid not null,
  at timestamptz not null,
  -- Whose it was before merges, the last one last.
  former_contacts uuid[] not null default '{}',
  primary key (workspace_id, message_id, intent),
  foreign key (workspace_id, message_id) references messages on delete cascade,
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index lead_signals_of on lead_signals (workspace_id, contact_id, intent, at desc);
call secure_table('lead_signals');
grant select, insert, update, delete on lead_signals to prosa_app;

-- The present score of a person with everything that it is made of: it is read back, never computed again to be shown.
create table lead_scores (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null,
  score smallint not null check (score between 0 and 100),
  urgency smallint not null check (urgency between 0 and 100),
  action text not null check (action in ('re_engage', 'call_now', 'send_proposal', 'qualify', 'send_content')),
  -- 0 to 100 each, by part.
  parts jsonb not null,
  items jsonb not null,
  last_heard_at timestamptz,
  scored_at timestamptz not null,
  primary key (workspace_id, contact_id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index lead_scores_by_score on lead_scores (workspace_id, score desc, contact_id desc);
create index lead_scores_by_urgency on lead_scores (workspace_id, urgency desc, contact_id desc);
call secure_table('lead_scores');
grant select, insert, update, delete on lead_scores to prosa_app;

-- Each change with its reason: which points came and went, and the message that moved them.
create table lead_score_changes (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  at timestamptz not null,
  score_from smallint,
  score_to smallint not null,
  cause text not null check (cause in ('message', 'contact', 'merge', 'time', 'asked')),
  message_id uuid,
  moved jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index lead_score_changes_of on lead_score_changes (workspace_id, contact_id, at desc, id desc);
call secure_table('lead_score_changes');
grant select, insert, update, delete on lead_score_changes to prosa_app;
