-- The same words to many, once each, to who said yes. On a live database: new tables only.
create table campaigns (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 80),
  kind text not null check (kind in ('prospecting', 're_engagement', 'marketing', 'promotional', 'informative', 'survey')),
  state text not null default 'draft' check (state in ('draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled')),
  channel_id uuid not null,
  -- {condition, contactIds}: who they are is asked when it starts.
  audience jsonb not null,
  -- [{key, share, content}]: what is sent, one to four texts against each other.
  variants jsonb not null,
  -- [{afterMinutes, content}]: what follows for who does not answer.
  follow_ups jsonb not null default '[]',
  -- {from, to, weekdays}: of the person's clock.
  send_window jsonb not null,
  per_minute int check (per_minute between 1 and 6000),
  -- Nobody gets another campaign within so many days; null: only the workspace's own limit.
  rest_days int check (rest_days between 1 and 365),
  -- Of one message that arrived, in millionths of the workspace's currency; null: not known.
  price_micros bigint check (price_micros between 0 and 100000000),
  -- {kind: 'label', labelId} or {kind: 'deal_won'}: what counts as a success.
  goal jsonb,
  -- The better text gets the rest, once it is sure enough.
  picks_winner boolean not null default false,
  winner text,
  starts_at timestamptz,
  started_at timestamptz,
  -- Since when its recipients are written down; they do not change with the segment any more.
  prepared_at timestamptz,
  ended_at timestamptz,
  -- Why it waits or stopped by itself: a code; null: somebody's will.
  reason text,
  -- When it is looked at again; null: never by itself.
  wake_at timestamptz,
  -- [{at, what, detail}]: what happened to it, the oldest first.
  log jsonb not null default '[]',
  revision int not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade,
  check ((state in ('finished', 'cancelled')) = (ended_at is not null)),
  check (state in ('scheduled', 'running') or wake_at is null)
);
create index campaigns_wake on campaigns (wake_at) where wake_at is not null;
create index campaigns_listed on campaigns (workspace_id, created_at desc, id desc);
create index campaigns_channel on campaigns (workspace_id, channel_id);
call secure_table('campaigns');
grant select, insert, update, delete on campaigns to prosa_app;
grant select, update (wake_at) on campaigns to prosa_system;

-- One person of one campaign: there is one row, whatever happens.
create table campaign_recipients (
  workspace_id uuid not null,
  campaign_id uuid not null,
  contact_id uuid not null,
  position int not null,
  variant text not null,
  -- Of the person's clock.
  zone text not null,
  state text not null check (state in ('pending', 'queued', 'sent', 'delivered', 'read', 'replied', 'failed', 'opted_out', 'left_out')),
  -- Why it failed or was left out: a code.
  reason text,
  -- How many messages of the campaign were written; the next one is a follow-up.
  step int not null default 0,
  tries int not null default 0,
  -- When the next one is due; null: no more.
  due_at timestamptz,
  conversation_id uuid,
  queued_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  replied_at timestamptz,
  reply_text text,
  reply_id uuid,
  failed_at timestamptz,
  opted_out_at timestamptz,
  converted_at timestamptz,
  primary key (workspace_id, campaign_id, contact_id),
  foreign key (workspace_id, campaign_id) references campaigns on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete set null (conversation_id),
  check (due_at is null or state not in ('failed', 'opted_out', 'left_out', 'replied'))
);
create index campaign_recipients_due on campaign_recipients (workspace_id, campaign_id, due_at, position) where due_at is not null;
create index campaign_recipients_listed on campaign_recipients (workspace_id, campaign_id, position, contact_id);
create index campaign_recipients_state on campaign_recipients (workspace_id, campaign_id, state, position);
create index campaign_recipients_queued on campaign_recipients (workspace_id, campaign_id, queued_at) where queued_at is not null;
create index campaign_recipients_contact on campaign_recipients (workspace_id, contact_id, queued_at);
create index campaign_recipients_conversation on campaign_recipients (workspace_id, conversation_id) where conversation_id is not null;
call secure_table('campaign_recipients');
grant select, insert, update, delete on campaign_recipients to prosa_app;
