-- Made by `npm run generate` from the migrations; a test compares.

-- tables
create table access_rules (
  workspace_id uuid not null,
  second_factor_roles text[] not null default '{}'::text[],
  second_factor_from date,
  session_longest_minutes integer,
  session_idle_minutes integer,
  second_factor_told boolean not null default false,
  member_ranges text[] not null default '{}'::text[],
  key_ranges text[] not null default '{}'::text[],
  second_factor_role_ids uuid[] not null default '{}'::uuid[]
);
create table agent_states (
  workspace_id uuid not null,
  member_id uuid not null,
  began_at timestamp with time zone not null,
  state text not null,
  reason text
);
create table agents (
  workspace_id uuid not null,
  member_id uuid not null,
  state text not null default 'offline'::text,
  reason text,
  state_since timestamp with time zone not null,
  seen_at timestamp with time zone,
  load integer not null default 0,
  ceiling integer,
  skills text[] not null default '{}'::text[],
  last_assigned_at timestamp with time zone
) with (fillfactor=50);
create table ai_agent_drafts (
  workspace_id uuid not null,
  agent_id uuid not null,
  goal text not null,
  prompt text not null,
  tone text not null,
  emoji text not null,
  tools text[] not null,
  changed_by text not null,
  changed_at timestamp with time zone not null
);
create table ai_agent_versions (
  workspace_id uuid not null,
  agent_id uuid not null,
  version integer not null,
  goal text not null,
  prompt text not null,
  tone text not null,
  emoji text not null,
  tools text[] not null,
  changed_by text not null,
  changed_at timestamp with time zone not null
);
create table ai_agents (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  persona text not null,
  tone text not null,
  emoji text not null,
  goal text not null default ''::text,
  prompt text not null default ''::text,
  languages text[] not null,
  knowledge_kinds text[] not null default '{}'::text[],
  max_answers integer not null,
  fallback_queue_id uuid,
  is_active boolean not null default true,
  is_default boolean not null default false,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  tools text[] not null default '{}'::text[],
  min_confidence real not null default 0.5,
  allowed_hosts text[] not null default '{}'::text[],
  version integer not null default 1
);
create table ai_assignments (
  workspace_id uuid not null,
  channel_kind text not null,
  persona text not null,
  agent_id uuid not null
);
create table ai_call_texts (
  workspace_id uuid not null,
  call_id uuid not null,
  asked jsonb not null,
  answered text not null,
  forget_at timestamp with time zone not null
);
create table ai_calls (
  workspace_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  purpose text not null,
  agent_id uuid,
  agent_version integer,
  conversation_id uuid,
  message_id uuid,
  asked_by text,
  provider_id uuid,
  provider text not null,
  model text not null,
  input_tokens integer not null,
  output_tokens integer not null,
  cost bigint,
  took_ms integer not null,
  attempt integer not null,
  outcome text not null,
  came_to text,
  asked_at timestamp with time zone not null
);
create table ai_evaluation_results (
  workspace_id uuid not null,
  run_id uuid not null,
  evaluation_id uuid not null,
  is_base boolean not null,
  outcome text not null,
  missing jsonb not null,
  forbidden jsonb not null,
  said jsonb not null,
  acts jsonb not null,
  model_run_id uuid,
  played_at timestamp with time zone not null
);
create table ai_evaluation_runs (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  state text not null,
  told jsonb not null,
  version integer,
  base_told jsonb,
  base_version integer,
  evaluation_ids uuid[] not null,
  begun_by text not null,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone
);
create table ai_evaluations (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  title text not null,
  before jsonb not null,
  lines text[] not null,
  facts jsonb not null,
  acts text[] not null,
  forbidden_words text[] not null,
  forbidden_acts text[] not null,
  forbidden_hosts text[] not null,
  conversation_id uuid,
  is_archived boolean not null default false,
  created_by text not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
create table ai_experiments (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  champion integer not null,
  challenger integer not null,
  percent integer not null,
  started_by text not null,
  started_at timestamp with time zone not null,
  stopped_by text,
  stopped_at timestamp with time zone,
  kept integer
);
create table ai_prices (
  workspace_id uuid not null,
  model text not null,
  input bigint not null,
  output bigint not null
);
create table ai_proposals (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  state text not null,
  base_version integer not null,
  failures jsonb not null default '[]'::jsonb,
  conversation_ids uuid[] not null default '{}'::uuid[],
  goal text,
  prompt text,
  changes jsonb not null default '[]'::jsonb,
  run_id uuid,
  reason text,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone
);
create table ai_providers (
  workspace_id uuid not null,
  id uuid not null,
  position integer not null,
  name text not null,
  kind text not null,
  address text not null,
  answer_model text not null,
  simple_model text not null,
  sealed text,
  is_active boolean not null,
  failures integer not null default 0,
  closed_until timestamp with time zone,
  problem text,
  checked_at timestamp with time zone,
  changed_at timestamp with time zone not null
);
create table ai_settings (
  workspace_id uuid not null,
  rate bigint not null,
  month_limit bigint,
  alert_at bigint,
  conversation_limit bigint,
  keeps_texts boolean not null,
  redacts boolean not null,
  keep_days integer not null,
  changed_at timestamp with time zone not null
);
create table ai_speech (
  workspace_id uuid not null,
  kind text not null,
  address text not null,
  model text not null,
  language text not null,
  sealed text,
  price_a_minute integer not null,
  changed_at timestamp with time zone not null
);
create table ai_spend (
  workspace_id uuid not null,
  month text not null,
  cost bigint not null,
  calls integer not null,
  unpriced integer not null
);
create table ai_suggestions (
  workspace_id uuid not null,
  run_id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  text text not null,
  state text not null,
  message_id uuid,
  made_at timestamp with time zone not null,
  taken_at timestamp with time zone
);
create table ai_tool_runs (
  workspace_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  session_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  call_key text not null,
  tool text not null,
  input jsonb not null,
  state text not null,
  output jsonb not null,
  took_ms integer not null,
  wanted_at timestamp with time zone not null,
  up_to bigint
);
create table ai_transcriptions (
  workspace_id uuid not null,
  id uuid not null,
  attachment_id uuid not null,
  conversation_id uuid not null,
  model text not null,
  seconds double precision not null,
  cost bigint not null,
  took_ms integer not null,
  outcome text not null,
  asked_at timestamp with time zone not null,
  charge bigint not null default 0
);
create table ai_turns (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  session_id uuid not null,
  up_to bigint not null,
  agent_id uuid not null,
  asked text not null,
  did text not null,
  reason text,
  sources jsonb not null default '[]'::jsonb,
  certainty double precision,
  message_id uuid,
  taken_at timestamp with time zone not null,
  run_id uuid,
  agent_version integer,
  experiment_id uuid,
  confirms boolean not null default false
);
create table alert_targets (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  address text not null,
  silenced_until timestamp with time zone,
  disabled_reason text,
  created_at timestamp with time zone not null
);
create table alerts (
  workspace_id uuid not null,
  id uuid not null,
  subject_id uuid,
  kind text not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  told_at timestamp with time zone,
  end_told_at timestamp with time zone,
  matter text not null default 'trouble'::text
);
create table api_keys (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  prefix text not null,
  token_hash text not null,
  scopes text[] not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  former_hash text,
  former_until timestamp with time zone
);
create table appointment_hosts (
  workspace_id uuid not null,
  member_id uuid not null,
  calendar_id uuid not null
);
create table appointment_reminders (
  workspace_id uuid not null,
  appointment_id uuid not null,
  kind text not null,
  starts_at timestamp with time zone not null,
  at timestamp with time zone not null,
  outcome text not null,
  reason text
);
create table appointment_service_hosts (
  workspace_id uuid not null,
  service_id uuid not null,
  member_id uuid not null
);
create table appointment_services (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  minutes smallint not null,
  notice_minutes integer not null,
  days_ahead smallint not null,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone
);
create table appointment_times (
  workspace_id uuid not null,
  member_id uuid not null,
  step integer not null,
  appointment_id uuid not null
);
create table appointments (
  workspace_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  member_id uuid not null,
  contact_id uuid not null,
  conversation_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  time_zone text not null,
  state text not null,
  note text not null default ''::text,
  cancel_reason text,
  offer_id uuid,
  remind_at timestamp with time zone,
  revision integer not null default 1,
  former_contacts uuid[] not null default '{}'::uuid[],
  former_conversations uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  created_by text not null,
  changed_at timestamp with time zone not null
);
create table assets (
  workspace_id uuid not null,
  id uuid not null,
  code text not null,
  label_code text not null,
  name text not null,
  kind text not null default ''::text,
  manufacturer text not null default ''::text,
  model text not null default ''::text,
  serial text not null default ''::text,
  specifications jsonb not null default '{}'::jsonb,
  synonyms text[] not null default '{}'::text[],
  site_id uuid,
  contractor_id uuid,
  purchased_on date,
  cost_cents bigint,
  warranty_until date,
  photo_id uuid,
  manual_id uuid,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  folded_name text default prosa_fold(name),
  folded_code text default prosa_fold(code)
);
create table attachments (
  workspace_id uuid not null,
  id uuid not null,
  message_id uuid,
  position smallint not null default 0,
  kind text not null,
  state text not null,
  failure_code text,
  provider_media_id text,
  declared_type text,
  declared_hash text,
  media_type text,
  file_name text,
  size bigint,
  hash text,
  storage_key text,
  thumbnail_key text,
  width integer,
  height integer,
  uploaded_by uuid,
  created_at timestamp with time zone not null,
  stored_at timestamp with time zone,
  raw_event_id uuid,
  tier text not null default 'original'::text,
  original_hash text,
  original_size bigint,
  keep_original boolean not null default false,
  recalled_at timestamp with time zone,
  pages integer,
  duration_ms integer,
  waveform smallint[],
  transcript_state text,
  transcript_reason text,
  transcript_text text,
  transcript_pieces jsonb,
  transcript_confidence real,
  transcript_language text,
  transcript_original text,
  transcript_corrected_by text,
  transcript_corrected_at timestamp with time zone
);
create table attempts (
  what text not null,
  count integer not null,
  ends_at timestamp with time zone not null
);
create table audit_log (
  workspace_id uuid not null,
  id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  detail jsonb not null,
  ip_address text,
  occurred_at timestamp with time zone not null
);
create table auth_accounts (
  id uuid not null,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create table auth_sessions (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  workspace_id uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  bound_to uuid,
  used_at timestamp with time zone
);
create table auth_two_factors (
  id uuid not null,
  user_id uuid not null,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamp with time zone
);
create table auth_users (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean default false,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create table auth_verifications (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create table automation_runs (
  workspace_id uuid not null,
  id uuid not null,
  automation_id uuid not null,
  case_key text not null,
  conversation_id uuid not null,
  contact_id uuid not null,
  state text not null default 'waiting'::text,
  step integer not null default 0,
  due_at timestamp with time zone,
  wake_at timestamp with time zone,
  silent_since timestamp with time zone,
  reason text,
  log jsonb not null default '[]'::jsonb,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone
);
create table automations (
  workspace_id uuid not null,
  id uuid not null,
  key text,
  name text not null,
  is_on boolean not null default false,
  on_since timestamp with time zone,
  position integer not null,
  trigger jsonb not null,
  condition jsonb,
  steps jsonb not null,
  revision integer not null default 1,
  swept_on date,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
create table calendars (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  document jsonb not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  archived_at timestamp with time zone
);
create table campaign_recipients (
  workspace_id uuid not null,
  campaign_id uuid not null,
  contact_id uuid not null,
  position integer not null,
  variant text not null,
  zone text not null,
  state text not null,
  reason text,
  step integer not null default 0,
  tries integer not null default 0,
  due_at timestamp with time zone,
  conversation_id uuid,
  queued_at timestamp with time zone,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  replied_at timestamp with time zone,
  reply_text text,
  reply_id uuid,
  failed_at timestamp with time zone,
  opted_out_at timestamp with time zone,
  converted_at timestamp with time zone
);
create table campaigns (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  state text not null default 'draft'::text,
  channel_id uuid not null,
  audience jsonb not null,
  variants jsonb not null,
  follow_ups jsonb not null default '[]'::jsonb,
  send_window jsonb not null,
  per_minute integer,
  rest_days integer,
  price_micros bigint,
  goal jsonb,
  picks_winner boolean not null default false,
  winner text,
  starts_at timestamp with time zone,
  started_at timestamp with time zone,
  prepared_at timestamp with time zone,
  ended_at timestamp with time zone,
  reason text,
  wake_at timestamp with time zone,
  log jsonb not null default '[]'::jsonb,
  revision integer not null default 1,
  created_by uuid,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
create table canned_replies (
  workspace_id uuid not null,
  id uuid not null,
  owner_id uuid,
  queue_id uuid,
  name text not null,
  text text not null,
  language text,
  uses integer not null default 0,
  created_at timestamp with time zone not null
);
create table channel_flow (
  workspace_id uuid not null,
  channel_id uuid not null,
  exit_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  admit_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  failures integer not null default 0,
  breaker text not null default 'closed'::text,
  opened_at timestamp with time zone,
  checked_at timestamp with time zone,
  check_failures integer not null default 0,
  latency_ms integer,
  offline_since timestamp with time zone,
  listener uuid,
  listened_until timestamp with time zone,
  listen_cursor text,
  down_since timestamp with time zone,
  fallback_since timestamp with time zone,
  validated_at timestamp with time zone,
  campaigns_admit_at timestamp with time zone not null default '-infinity'::timestamp with time zone
) with (fillfactor=50, autovacuum_vacuum_scale_factor=0.0, autovacuum_vacuum_threshold=500);
create table channel_notices (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  kind text not null,
  body jsonb not null,
  body_hash bytea not null,
  occurred_at timestamp with time zone not null,
  raw_event_id uuid
);
create table channel_reports (
  workspace_id uuid not null,
  channel_id uuid not null,
  day date not null,
  method text not null,
  listed integer not null,
  missing text[] not null,
  recovered integer not null,
  unconfirmed integer not null,
  unmarked integer not null,
  made_at timestamp with time zone not null
);
create table channel_traffic (
  workspace_id uuid not null,
  channel_id uuid not null,
  slot timestamp with time zone not null,
  sent integer not null default 0,
  failed integer not null default 0
);
create table channels (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  status text not null default 'configuring'::text,
  status_reason text,
  settings jsonb not null,
  credentials jsonb not null,
  external_id text not null,
  quality text,
  messaging_limit text,
  throughput_per_second integer not null default 80,
  is_default boolean not null default false,
  paused_until timestamp with time zone,
  last_inbound_at timestamp with time zone,
  last_outbound_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  falls_back boolean not null default true,
  daily_quota integer,
  monthly_quota integer,
  token_expires_at timestamp with time zone,
  meta_app_id uuid
);
create table clock_steps (
  before_at timestamp with time zone not null,
  after_at timestamp with time zone not null
);
create table close_reasons (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  asks_rating boolean not null default true,
  archived_at timestamp with time zone
);
create table companies (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  tax_country text,
  tax_id text,
  domain text,
  note text not null default ''::text,
  import_id uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  folded_name text default prosa_fold(name)
);
create table company_words (
  workspace_id uuid not null,
  word text not null,
  company_id uuid not null
);
create table contact_consents (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  purpose text not null,
  channel_kind text,
  state text not null,
  source text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  occurred_at timestamp with time zone not null
);
create table contact_distinctions (
  workspace_id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  said_by uuid,
  said_at timestamp with time zone not null
);
create table contact_fields (
  workspace_id uuid not null,
  id uuid not null,
  key text not null,
  label text not null,
  type text not null,
  choices jsonb not null default '[]'::jsonb,
  is_required boolean not null default false,
  position integer not null,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create table contact_identities (
  workspace_id uuid not null,
  kind text not null,
  value text not null,
  contact_id uuid not null,
  address text not null,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  unreachable_at timestamp with time zone,
  named_at timestamp with time zone,
  added_by uuid,
  likeness text default 
CASE
    WHEN ((kind = 'phone'::text) AND (length(value) > 8)) THEN "right"(value, 8)
    WHEN (kind = 'email'::text) THEN mailbox_of(value)
    ELSE NULL::text
END
);
create table contact_import_pieces (
  workspace_id uuid not null,
  import_id uuid not null,
  piece integer not null,
  lines jsonb not null
);
create table contact_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  number integer not null,
  outcome text not null,
  contact_id uuid,
  problems jsonb,
  before jsonb,
  written_at timestamp with time zone
);
create table contact_imports (
  workspace_id uuid not null,
  id uuid not null,
  file_name text not null,
  headings jsonb not null,
  row_count integer not null,
  state text not null default 'draft'::text,
  mapping jsonb,
  on_known text not null default 'update'::text,
  next_piece integer not null default 0,
  made integer not null default 0,
  changed integer not null default 0,
  skipped integer not null default 0,
  failed integer not null default 0,
  kept integer not null default 0,
  created_by uuid,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone
);
create table contact_merges (
  workspace_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  reason text not null,
  moved jsonb not null,
  merged_at timestamp with time zone not null,
  undone_at timestamp with time zone
);
create table contact_segments (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  condition jsonb not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
create table contact_values (
  workspace_id uuid not null,
  contact_id uuid not null,
  field_id uuid not null,
  item text not null default ''::text,
  text text,
  number double precision,
  at timestamp with time zone,
  is_true boolean
);
create table contact_words (
  workspace_id uuid not null,
  word text not null,
  contact_id uuid not null
);
create table contacts (
  workspace_id uuid not null,
  id uuid not null,
  name text,
  profile_name text,
  persona text not null default 'customer'::text,
  lifecycle text not null default 'lead'::text,
  attributes jsonb not null default '{}'::jsonb,
  marketing_consent text not null default 'unknown'::text,
  merged_into uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  blocked_at timestamp with time zone,
  sort_name text default COALESCE(NULLIF("left"(prosa_fold(COALESCE(name, profile_name)), 32), ''::text), '�'::text),
  company_id uuid,
  score smallint,
  class text
);
create table contractors (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  sla jsonb not null default '{}'::jsonb,
  calendar_id uuid,
  email text,
  phone text,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  folded_name text default prosa_fold(name),
  asks_signature boolean not null default false
);
create table conversation_followers (
  workspace_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  since timestamp with time zone not null
);
create table conversation_labels (
  workspace_id uuid not null,
  conversation_id uuid not null,
  label_id uuid not null,
  added_at timestamp with time zone not null
);
create table conversations (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  thread_key text not null default ''::text,
  subject text,
  state text not null default 'open'::text,
  session_id uuid,
  queue_id uuid,
  assignee_id uuid,
  snoozed_until timestamp with time zone,
  priority text not null default 'normal'::text,
  unread_count integer not null default 0,
  message_count integer not null default 0,
  window_closes_at timestamp with time zone,
  last_inbound_at timestamp with time zone,
  last_message_at timestamp with time zone not null,
  last_message_id uuid,
  held_by text,
  held_changed_at timestamp with time zone,
  referral jsonb,
  blocked_at timestamp with time zone,
  created_at timestamp with time zone not null,
  menu jsonb,
  due_at timestamp with time zone,
  due_kind text,
  floor_version integer not null default 0,
  person_floor_version integer not null default 0,
  last_address_kind text,
  last_address text
) with (fillfactor=80);
create table crm_connections (
  workspace_id uuid not null,
  base_url text not null,
  sealed_token text not null,
  deal_key text not null,
  person_key text,
  is_on boolean not null default true,
  problem text,
  read_through timestamp with time zone not null,
  next_read_at timestamp with time zone not null,
  connected_at timestamp with time zone not null,
  connected_by text not null,
  hook_secret text not null default replace(((gen_random_uuid())::text || (gen_random_uuid())::text), '-'::text, ''::text),
  kind text not null
);
create table crm_deals (
  workspace_id uuid not null,
  deal_id uuid not null,
  external_id text not null,
  agreed jsonb not null,
  revision integer not null
);
create table crm_exchanges (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  state text not null,
  attempts smallint not null default 0,
  next_at timestamp with time zone,
  status smallint,
  failure text,
  answer text,
  sent jsonb not null default '{}'::jsonb,
  received jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  settled_at timestamp with time zone
);
create table crm_persons (
  workspace_id uuid not null,
  contact_id uuid not null,
  external_id text not null
);
create table crm_stages (
  workspace_id uuid not null,
  stage_id uuid not null,
  external_id text not null
);
create table dead_jobs (
  workspace_id uuid,
  id bigint not null,
  kind text not null,
  key text,
  payload jsonb not null,
  attempts integer not null,
  error text not null,
  correlation_id text,
  created_at timestamp with time zone not null,
  died_at timestamp with time zone not null
);
create table deal_activities (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  by_kind text not null,
  by_id uuid,
  by_name text not null,
  text text,
  detail jsonb not null default '{}'::jsonb
);
create table deals (
  workspace_id uuid not null,
  id uuid not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  state text not null,
  title text not null,
  contact_id uuid not null,
  conversation_id uuid,
  message_id uuid,
  value_cents bigint not null default 0,
  currency text not null,
  probability smallint,
  owner_id uuid,
  next_step text not null default ''::text,
  next_step_on date,
  lost_reason text,
  revision integer not null default 1,
  former_contacts uuid[] not null default '{}'::uuid[],
  former_conversations uuid[] not null default '{}'::uuid[],
  stage_since timestamp with time zone not null,
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by text not null,
  changed_at timestamp with time zone not null
);
create table desk_settings (
  workspace_id uuid not null,
  personal_ceiling integer not null,
  silent_seconds integer not null,
  grace_seconds integer not null,
  away_reasons text[] not null,
  rating_question text,
  warn_percent integer not null
);
create table drafts (
  workspace_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  text text not null,
  attachment_ids uuid[] not null,
  quoted_id uuid,
  version integer not null,
  changed_at timestamp with time zone not null
);
create table entry_rules (
  workspace_id uuid not null,
  version integer not null,
  rules jsonb not null,
  otherwise jsonb,
  changed_at timestamp with time zone not null
);
create table erased_identities (
  workspace_id uuid not null,
  digest bytea not null,
  erased_at timestamp with time zone not null
);
create table erasures (
  workspace_id uuid not null,
  id uuid not null,
  contact_ids uuid[] not null,
  proof text not null,
  asked_at timestamp with time zone not null,
  asked_by_kind text not null,
  asked_by_id uuid,
  asked_by_name text not null,
  state text not null default 'waiting'::text,
  bodies_before uuid,
  removed jsonb not null default '{}'::jsonb,
  consents jsonb not null default '[]'::jsonb,
  done_at timestamp with time zone
);
create table events (
  workspace_id uuid not null,
  seq bigint generated always as identity not null,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  conversation_id uuid,
  subject_id uuid,
  detail jsonb not null,
  correlation_id text,
  occurred_at timestamp with time zone not null,
  stored_on date not null default ((now() AT TIME ZONE 'utc'::text))::date,
  seen_before text[]
) partition by RANGE (stored_on);
create table feed_cluster (
  system_identifier bigint not null
);
create table feed_consumers (
  name text not null,
  known_at timestamp with time zone not null
);
create table feed_cursors (
  workspace_id uuid not null,
  consumer text not null,
  low xid8 not null,
  high xid8 not null,
  seq bigint not null,
  moved_on date not null default ((now() AT TIME ZONE 'utc'::text))::date
) with (fillfactor=50, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=500);
create table feed_letters (
  workspace_id uuid not null,
  consumer text not null,
  seq bigint not null,
  subject uuid not null,
  kind text not null,
  conversation_id uuid,
  subject_id uuid,
  detail jsonb not null,
  correlation_id text,
  occurred_at timestamp with time zone not null,
  state text not null,
  attempts integer not null default 0,
  error text,
  retry_at timestamp with time zone,
  set_aside_at timestamp with time zone not null
);
create table field_briefings (
  workspace_id uuid not null,
  day date not null,
  kind text not null,
  said_at timestamp with time zone not null
);
create table figure_alerts (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  figure_id text not null,
  filter text,
  days integer not null,
  asks text not null,
  bound double precision not null,
  margin double precision not null,
  is_open boolean not null default false,
  changed_at timestamp with time zone,
  value double precision,
  checked_at timestamp with time zone,
  problem text,
  made_at timestamp with time zone not null,
  next_at timestamp with time zone
);
create table figure_report_mails (
  workspace_id uuid not null,
  run_id uuid not null,
  member_id uuid not null,
  state text not null,
  reason text,
  ended_at timestamp with time zone
);
create table figure_report_runs (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  cause text not null,
  from_day date not null,
  to_day date not null,
  begun_at timestamp with time zone not null
);
create table figure_reports (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  figures jsonb not null,
  period text not null,
  filter text,
  is_shared boolean not null,
  every text,
  hour integer not null,
  member_ids uuid[] not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  next_at timestamp with time zone
);
create table figure_targets (
  workspace_id uuid not null,
  figure_id text not null,
  from_day date not null,
  value double precision,
  set_at timestamp with time zone not null
);
create table first_writing_settings (
  workspace_id uuid not null,
  quiet_from time without time zone not null,
  quiet_to time without time zone not null,
  most integer not null,
  in_days integer not null
);
create table floor_settings (
  workspace_id uuid not null,
  turn_quiet_ms integer not null,
  turn_limit_ms integer not null,
  silence_hours integer not null,
  automatic_replies integer not null
);
create table flow_credentials (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  header text not null,
  host text not null,
  sealed text not null,
  made_by_name text not null,
  created_at timestamp with time zone not null
);
create table flow_runs (
  workspace_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  version integer not null,
  session_id uuid not null,
  conversation_id uuid not null,
  contact_id uuid not null,
  state jsonb not null,
  status text not null,
  ending text,
  at_block text,
  wake_at timestamp with time zone,
  heard bigint not null default 0,
  given jsonb not null default '{}'::jsonb,
  steps integer not null default 0,
  started_by text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  failure text,
  occasion text
);
create table flow_schedules (
  workspace_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  time text not null,
  weekdays integer[] not null,
  audience jsonb not null,
  next_at timestamp with time zone not null
);
create table flow_skips (
  workspace_id uuid not null,
  occasion text not null,
  flow_id uuid not null,
  conversation_id uuid not null,
  started_by text not null,
  reason text not null,
  at timestamp with time zone not null
);
create table flow_steps (
  workspace_id uuid not null,
  run_id uuid not null,
  number integer not null,
  event jsonb not null,
  state jsonb not null,
  effects jsonb not null,
  path jsonb not null,
  at timestamp with time zone not null
);
create table flow_versions (
  workspace_id uuid not null,
  flow_id uuid not null,
  version integer not null,
  document jsonb not null,
  layout jsonb not null,
  note text not null default ''::text,
  published_by_id uuid,
  published_by_name text not null,
  published_at timestamp with time zone not null
);
create table flow_visits (
  workspace_id uuid not null,
  run_id uuid not null,
  number integer not null,
  flow_id uuid not null,
  version integer not null,
  block text not null,
  entered_at timestamp with time zone not null,
  left_at timestamp with time zone,
  exit text
);
create table flows (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  position integer not null,
  is_active boolean not null default false,
  draft jsonb not null,
  layout jsonb not null,
  draft_revision integer not null default 1,
  saved_by_id uuid,
  saved_by_name text not null,
  saved_at timestamp with time zone not null,
  published_version integer,
  published_revision integer,
  starts jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone
);
create table former_identities (
  workspace_id uuid not null,
  kind text not null,
  value text not null,
  contact_id uuid not null,
  address text not null,
  retired_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null
);
create table goal_marks (
  workspace_id uuid not null,
  member_id uuid not null,
  what text not null,
  day date not null,
  subject_id uuid not null
);
create table invitations (
  workspace_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  token_hash text not null,
  invited_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  role_id uuid
);
create table jobs (
  id bigint generated always as identity not null,
  workspace_id uuid,
  kind text not null,
  key text,
  payload jsonb not null,
  run_at timestamp with time zone not null,
  attempts integer not null default 0,
  owner integer,
  lease_until timestamp with time zone,
  last_error text,
  correlation_id text,
  created_at timestamp with time zone not null default now()
) with (autovacuum_vacuum_scale_factor=0.01, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05, fillfactor=70);
create table knowledge_documents (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  title text not null,
  body text not null,
  questions text[] not null default '{}'::text[],
  language text not null,
  audience text not null,
  persona text,
  state text not null,
  reasons jsonb not null default '[]'::jsonb,
  version integer not null default 1,
  published_version integer,
  external_id text,
  url text,
  file_name text,
  pages integer,
  expires_at timestamp with time zone,
  read_at timestamp with time zone,
  reread_days integer,
  next_read_at timestamp with time zone,
  cited integer not null default 0,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  changed_by text not null
);
create table knowledge_gap_questions (
  workspace_id uuid not null,
  gap_id uuid not null,
  conversation_id uuid not null,
  text text not null,
  asked_at timestamp with time zone not null
);
create table knowledge_gaps (
  workspace_id uuid not null,
  id uuid not null,
  question text not null,
  stems text[] not null,
  asked integer not null,
  state text not null,
  document_id uuid,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null
);
create table knowledge_passages (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  version integer not null,
  position integer not null,
  heading text not null,
  text text not null,
  questions text[] not null default '{}'::text[],
  stems tsvector not null
);
create table knowledge_synonyms (
  workspace_id uuid not null,
  id uuid not null,
  words text[] not null
);
create table knowledge_words (
  workspace_id uuid not null,
  word text not null
);
create table labels (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  color text not null,
  created_at timestamp with time zone not null,
  made_for text
);
create table lead_calibrations (
  workspace_id uuid not null,
  id uuid not null,
  state text not null,
  before jsonb not null,
  after jsonb not null,
  measured jsonb not null,
  made_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text
);
create table lead_qualifications (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  conversation_id uuid not null,
  session_id uuid not null,
  sdr_points smallint not null,
  class text not null,
  answers jsonb not null,
  queue_id uuid,
  was_told boolean not null,
  by_kind text not null,
  by_name text not null,
  at timestamp with time zone not null,
  former_contacts uuid[] not null default '{}'::uuid[]
);
create table lead_score_changes (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  at timestamp with time zone not null,
  score_from smallint,
  score_to smallint not null,
  cause text not null,
  message_id uuid,
  moved jsonb not null
);
create table lead_scores (
  workspace_id uuid not null,
  contact_id uuid not null,
  score smallint not null,
  urgency smallint not null,
  action text not null,
  parts jsonb not null,
  items jsonb not null,
  last_heard_at timestamp with time zone,
  scored_at timestamp with time zone not null
);
create table lead_settings (
  workspace_id uuid not null,
  words jsonb not null default '{}'::jsonb,
  ignored jsonb not null default '{}'::jsonb,
  qualification jsonb not null default '{}'::jsonb,
  appointments jsonb not null default '{}'::jsonb,
  calibrates_alone boolean not null default false,
  calibrated_at timestamp with time zone
);
create table lead_signals (
  workspace_id uuid not null,
  message_id uuid not null,
  intent text not null,
  contact_id uuid not null,
  conversation_id uuid not null,
  at timestamp with time zone not null,
  former_contacts uuid[] not null default '{}'::uuid[]
);
create table lead_verdicts (
  workspace_id uuid not null,
  qualification_id uuid not null,
  was_hot boolean not null,
  by_name text not null,
  at timestamp with time zone not null
);
create table macros (
  workspace_id uuid not null,
  id uuid not null,
  owner_id uuid,
  name text not null,
  steps jsonb not null,
  uses integer not null default 0,
  created_at timestamp with time zone not null
);
create table media_leftovers (
  workspace_id uuid not null,
  storage_key text not null,
  left_at timestamp with time zone not null
);
create table member_goals (
  workspace_id uuid not null,
  member_id uuid not null,
  what text not null,
  period text not null,
  target integer not null
);
create table member_notices (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  subject_id uuid,
  facts jsonb not null,
  count integer not null default 1,
  happened_at timestamp with time zone not null,
  read_at timestamp with time zone,
  reach_at timestamp with time zone,
  mailed_at timestamp with time zone
);
create table members (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  name text not null,
  email text not null,
  role text not null,
  preferences jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  sees text,
  chosen_at timestamp with time zone,
  role_id uuid
);
create table message_originals (
  workspace_id uuid not null,
  message_id uuid not null,
  text text,
  html text
);
create table message_prices (
  workspace_id uuid not null,
  channel_kind text not null,
  category text not null,
  from_day date not null,
  price bigint,
  set_at timestamp with time zone not null
);
create table message_revisions (
  workspace_id uuid not null,
  message_id uuid not null,
  revised_at timestamp with time zone not null,
  text text
);
create table message_templates (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  external_id text not null,
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  status_reason text,
  quality text,
  parameter_format text not null,
  components jsonb not null,
  synced_at timestamp with time zone not null,
  gone_at timestamp with time zone
);
create table message_words (
  workspace_id uuid not null,
  part text not null,
  occurred_at timestamp with time zone not null,
  message_id uuid not null,
  words tsvector not null
);
create table messages (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  direction text not null,
  is_note boolean not null default false,
  author_kind text not null,
  author_id uuid,
  author_name text,
  kind text not null,
  text text,
  content jsonb not null default '{}'::jsonb,
  reply_to_id uuid,
  reply_to_provider_id text,
  provider_message_id text,
  idempotency_key text,
  status text not null,
  failure_code text,
  failure_text text,
  attempted_at timestamp with time zone,
  attempts integer not null default 0,
  parked_at timestamp with time zone,
  occurred_at timestamp with time zone not null,
  arrival bigint generated always as identity not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  played_at timestamp with time zone,
  failed_at timestamp with time zone,
  edited_at timestamp with time zone,
  deleted_at timestamp with time zone,
  price jsonb,
  is_critical boolean not null default false,
  floor_version integer,
  request_hash text
);
create table meta_apps (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  app_id text not null,
  sealed_app_secret text not null,
  sealed_verify_token text not null,
  last_heard_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create table meter_readings (
  workspace_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  value bigint not null,
  read_at timestamp with time zone not null,
  read_by text not null,
  message_id uuid
);
create table move_inboxes (
  workspace_id uuid not null,
  move_id uuid not null,
  their_id bigint not null,
  name text not null,
  kind text not null,
  channel_id uuid
);
create table move_problems (
  workspace_id uuid not null,
  move_id uuid not null,
  kind text not null,
  their_id text not null,
  problem text not null
);
create table moved_files (
  workspace_id uuid not null,
  attachment_id uuid not null,
  origin text not null,
  their_id bigint not null,
  url text not null
);
create table moved_records (
  workspace_id uuid not null,
  origin text not null,
  kind text not null,
  their_id bigint not null,
  our_id uuid not null,
  last_message_id bigint not null default 0,
  last_activity bigint not null default 0,
  is_due boolean not null default false
);
create table moves (
  workspace_id uuid not null,
  id uuid not null,
  base_url text not null,
  account_id bigint not null,
  sealed_key text not null,
  per_minute integer not null,
  state text not null,
  problem text,
  phase text not null,
  page integer not null default 1,
  counts jsonb not null default '{}'::jsonb,
  agents jsonb not null default '{}'::jsonb,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone
);
create table notice_preferences (
  workspace_id uuid not null,
  member_id uuid,
  choices jsonb not null default '{}'::jsonb,
  quiet jsonb,
  digest text,
  digest_at timestamp with time zone
);
create table object_types (
  workspace_id uuid not null,
  key text not null,
  name text not null,
  states text[] not null,
  fields jsonb not null,
  created_at timestamp with time zone not null
);
create table objects (
  workspace_id uuid not null,
  id uuid not null,
  type text not null,
  external_id text not null,
  title text not null,
  contact_id uuid not null,
  state text not null,
  state_since timestamp with time zone not null,
  data jsonb not null,
  former uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create table operations_settings (
  workspace_id uuid not null,
  last_number integer not null default 0,
  prefix text not null default 'OS'::text,
  labour_cents bigint not null default 0,
  deadlines jsonb not null default '{"low": 4800, "high": 480, "normal": 1440, "urgent": 240}'::jsonb,
  calendar_id uuid,
  label_phone text,
  briefing_at time without time zone default '08:00:00'::time without time zone,
  notice_template jsonb,
  map_tiles jsonb
);
create table parked_signals (
  workspace_id uuid not null,
  channel_id uuid not null,
  provider_message_id text not null,
  id uuid not null,
  signal jsonb not null,
  signal_hash bytea not null,
  parked_at timestamp with time zone not null
);
create table parts (
  workspace_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  synonyms text[] not null default '{}'::text[],
  unit text not null,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  folded_name text default prosa_fold(name),
  folded_code text default prosa_fold(code)
);
create table pipeline_stages (
  workspace_id uuid not null,
  id uuid not null,
  pipeline_id uuid not null,
  name text not null,
  kind text not null,
  position smallint not null,
  probability smallint not null,
  stale_days smallint,
  is_proposal boolean not null default false
);
create table pipelines (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null
);
create table plan_occasions (
  workspace_id uuid not null,
  plan_id uuid not null,
  occasion text not null,
  order_id uuid,
  opened_at timestamp with time zone not null
);
create table preventive_plans (
  workspace_id uuid not null,
  id uuid not null,
  title text not null,
  asset_id uuid not null,
  technician_id uuid,
  priority text not null,
  checklist jsonb not null default '[]'::jsonb,
  rule text,
  starts_on date,
  starts_at time without time zone,
  every_reading bigint,
  next_at timestamp with time zone,
  next_reading bigint,
  is_on boolean not null default true,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
create table purchase_approvals (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  level integer not null,
  requester_id uuid not null,
  approver_id uuid not null,
  deputy_id uuid,
  seal text not null,
  total_cents bigint not null,
  state text not null default 'pending'::text,
  asked_at timestamp with time zone not null,
  remind_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_on text,
  reason text not null default ''::text
);
create table purchase_letters (
  workspace_id uuid not null,
  message_id uuid not null,
  purchase_id uuid not null,
  supplier_id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  at timestamp with time zone not null
);
create table purchase_limits (
  workspace_id uuid not null,
  level integer not null,
  above_cents bigint not null,
  approver_id uuid not null,
  deputy_id uuid
);
create table purchase_lines (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  place integer not null,
  part_id uuid,
  description text not null,
  unit text not null,
  quantity bigint not null,
  unit_price bigint,
  received bigint not null default 0
);
create table purchase_numbers (
  workspace_id uuid not null,
  last integer not null
);
create table purchase_quote_lines (
  workspace_id uuid not null,
  quote_id uuid not null,
  line_id uuid not null,
  unit_price bigint not null
);
create table purchase_quotes (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  supplier_id uuid not null,
  freight_cents bigint not null,
  total_cents bigint not null,
  delivery_days integer,
  valid_until date,
  note text not null,
  written_at timestamp with time zone not null,
  written_by text not null
);
create table purchase_receipt_lines (
  workspace_id uuid not null,
  receipt_id uuid not null,
  line_id uuid not null,
  quantity bigint not null
);
create table purchase_receipts (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  site_id uuid not null,
  invoice_number text not null,
  invoice_key text,
  received_at timestamp with time zone not null,
  received_by text not null,
  reason text not null
);
create table purchase_steps (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  by_kind text not null,
  by_id uuid,
  by_name text not null,
  detail jsonb not null default '{}'::jsonb
);
create table purchases (
  workspace_id uuid not null,
  id uuid not null,
  number integer not null,
  state text not null default 'requested'::text,
  title text not null,
  reason text not null,
  is_urgent boolean not null,
  site_id uuid,
  work_order_id uuid,
  requester_id uuid not null,
  supplier_id uuid,
  quote_id uuid,
  freight_cents bigint not null default 0,
  total_cents bigint,
  levels integer not null default 1,
  expected_on date,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  ordered_at timestamp with time zone,
  ended_at timestamp with time zone
);
create table push_subscriptions (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  endpoint text not null,
  endpoint_hash bytea not null,
  public_key text not null,
  auth_secret text not null,
  device text not null,
  created_at timestamp with time zone not null,
  last_sent_at timestamp with time zone
);
create table queue_members (
  workspace_id uuid not null,
  queue_id uuid not null,
  member_id uuid not null
);
create table queue_settings (
  workspace_id uuid not null,
  queue_id uuid not null,
  description text not null default ''::text,
  mode text not null default 'least_busy'::text,
  capacity integer not null default 5,
  priority integer not null default 5,
  skills text[] not null default '{}'::text[],
  first_response_seconds integer,
  resolution_seconds integer,
  pauses_while_waiting boolean not null default true,
  calendar_id uuid,
  abandon_after_seconds integer default 600,
  answer_within_seconds integer,
  overflow_queue_id uuid,
  overflow_after_seconds integer,
  asks_rating boolean not null default true,
  texts jsonb not null default '{}'::jsonb,
  escalation jsonb not null default '[]'::jsonb,
  changed_at timestamp with time zone not null default now()
);
create table queue_staff (
  workspace_id uuid not null,
  queue_id uuid not null,
  member_id uuid,
  team_id uuid
);
create table queues (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null
);
create table raw_event_failures (
  workspace_id uuid not null,
  raw_event_id uuid not null,
  channel_id uuid,
  reason text not null,
  error text not null,
  failed_at timestamp with time zone not null,
  replayed_at timestamp with time zone,
  dismissed_at timestamp with time zone,
  meta_app_id uuid,
  unowned text[]
);
create table raw_events (
  workspace_id uuid not null,
  channel_id uuid not null,
  received_month date not null,
  body_hash bytea not null,
  id uuid not null,
  seq bigint generated always as identity not null,
  body bytea not null,
  received_at timestamp with time zone not null
) partition by RANGE (received_month);
create table reactions (
  workspace_id uuid not null,
  message_id uuid not null,
  reactor text not null,
  emoji text,
  reacted_at timestamp with time zone not null
);
create table record_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  number integer not null,
  outcome text not null,
  record_id uuid,
  problems jsonb,
  before jsonb,
  written_at timestamp with time zone
);
create table record_imports (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  file_name text not null,
  headings jsonb not null,
  lines jsonb not null,
  row_count integer not null,
  state text not null default 'draft'::text,
  mapping jsonb,
  next_line integer not null default 0,
  made integer not null default 0,
  changed integer not null default 0,
  failed integer not null default 0,
  kept integer not null default 0,
  created_by uuid,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone
);
create table registration_files (
  workspace_id uuid not null,
  id uuid not null,
  registration_id uuid not null,
  field text not null,
  state text not null,
  attachment_id uuid,
  given_name text,
  media_type text,
  size bigint,
  hash text,
  storage_key text,
  thumbnail_key text,
  width integer,
  height integer,
  pages integer,
  replaced_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create table registration_forms (
  workspace_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  fields jsonb not null,
  queue_id uuid,
  promise_hours integer not null,
  persona text,
  messages jsonb not null default '{}'::jsonb,
  templates jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
create table registration_history (
  workspace_id uuid not null,
  id uuid not null,
  registration_id uuid not null,
  what text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  detail jsonb not null default '{}'::jsonb,
  happened_at timestamp with time zone not null
);
create table registration_words (
  workspace_id uuid not null,
  word text not null,
  registration_id uuid not null
);
create table registrations (
  workspace_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  number text not null,
  status text not null,
  person text not null,
  field_values jsonb not null,
  tax_id text,
  to_correct text[] not null default '{}'::text[],
  queue_id uuid,
  contact_id uuid,
  conversation_id uuid,
  former_contacts uuid[] not null default '{}'::uuid[],
  former_conversations uuid[] not null default '{}'::uuid[],
  source text not null,
  run_id uuid,
  request_key text,
  request_hash text,
  promise_hours integer not null,
  proof_on date,
  asked_note text,
  asked_at timestamp with time zone,
  awaited_field text,
  due_at timestamp with time zone,
  near_at timestamp with time zone,
  look_at timestamp with time zone,
  submitted_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  reviewer_id uuid,
  reviewer_name text,
  reason text,
  version integer not null default 1,
  held_decision jsonb
);
create table retired_keys (
  purpose text not null,
  master_id text not null,
  sealed text not null,
  ends_at timestamp with time zone not null
);
create table roles (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null,
  base text not null,
  sees text not null,
  capabilities text[] not null,
  considered text[] not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create table saved_views (
  workspace_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  is_shared boolean not null,
  name text not null,
  color text not null,
  query jsonb not null,
  place integer not null,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create table scheduled_messages (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  author_kind text not null,
  author_id uuid not null,
  author_name text not null,
  message jsonb not null,
  due_at timestamp with time zone not null,
  unless_answered boolean not null,
  idempotency_key text,
  request_hash text,
  state text not null,
  failure_code text,
  failure text,
  message_id uuid,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone
);
create table search_backlog (
  workspace_id uuid not null,
  message_id uuid not null
);
create table sessions (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  first_reply_at timestamp with time zone,
  holder text not null default 'nobody'::text,
  holder_id uuid,
  held_since timestamp with time zone,
  turn_due_at timestamp with time zone,
  turn_first_at timestamp with time zone,
  ends_at timestamp with time zone,
  closed_reason text,
  automatic_replies integer not null default 0,
  loop_stopped_at timestamp with time zone
);
create table sign_on_identities (
  workspace_id uuid not null,
  issuer text not null,
  subject text not null,
  member_id uuid not null,
  linked_at timestamp with time zone not null
);
create table sign_on_providers (
  workspace_id uuid not null,
  id uuid not null,
  label text not null,
  issuer text not null,
  client_id text not null,
  sealed_secret text not null,
  set_at timestamp with time zone not null
);
create table sites (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  code text,
  address text not null default ''::text,
  latitude double precision,
  longitude double precision,
  calendar_id uuid,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  folded_name text default prosa_fold(name),
  folded_code text default prosa_fold(code),
  company_id uuid,
  asks_signature boolean not null default false
);
create table spend_budgets (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  from_month date not null,
  cents bigint,
  set_at timestamp with time zone not null
);
create table spend_looks (
  workspace_id uuid not null,
  next_at timestamp with time zone not null
);
create table stock_balances (
  workspace_id uuid not null,
  part_id uuid not null,
  site_id uuid not null,
  quantity bigint not null default 0,
  reserved bigint not null default 0,
  value numeric(30,0) not null default 0,
  minimum bigint,
  minimum_at timestamp with time zone,
  low_since timestamp with time zone,
  movements bigint not null default 0,
  last_at timestamp with time zone
);
create table stock_count_lines (
  workspace_id uuid not null,
  count_id uuid not null,
  part_id uuid not null,
  counted bigint not null,
  expected bigint not null,
  counted_at timestamp with time zone not null,
  counted_by text not null
);
create table stock_counts (
  workspace_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  state text not null default 'open'::text,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  ended_at timestamp with time zone,
  ended_by text
);
create table stock_movements (
  workspace_id uuid not null,
  part_id uuid not null,
  site_id uuid not null,
  place bigint not null,
  id uuid not null,
  kind text not null,
  quantity bigint not null,
  reserved bigint not null default 0,
  value numeric(30,0) not null,
  unit_cost bigint not null,
  quantity_after bigint not null,
  reserved_after bigint not null,
  value_after numeric(30,0) not null,
  at timestamp with time zone not null,
  by_kind text not null,
  by_id uuid,
  by_name text not null,
  reason text not null,
  work_order_id uuid,
  purchase_id uuid,
  transfer_id uuid,
  count_id uuid
);
create table stock_reservations (
  workspace_id uuid not null,
  part_id uuid not null,
  site_id uuid not null,
  work_order_id uuid not null,
  quantity bigint not null
);
create table stock_transfers (
  workspace_id uuid not null,
  id uuid not null,
  part_id uuid not null,
  from_site_id uuid not null,
  to_site_id uuid not null,
  quantity bigint not null,
  value numeric(30,0) not null default 0,
  unit_cost bigint not null default 0,
  state text not null default 'in_transit'::text,
  reason text not null,
  sent_at timestamp with time zone not null,
  sent_by text not null,
  ended_at timestamp with time zone,
  ended_by text
);
create table storage_use (
  workspace_id uuid not null,
  bytes bigint not null default 0
) with (fillfactor=50);
create table suppliers (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  tax_id text,
  email text,
  phone text,
  note text not null default ''::text,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  folded_name text default prosa_fold(name)
);
create table taps (
  workspace_id uuid not null,
  token text not null,
  verb text not null,
  detail jsonb not null,
  contact_id uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  used_by uuid,
  used_message_id uuid
);
create table task_links (
  workspace_id uuid not null,
  task_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  former uuid[] not null default '{}'::uuid[]
);
create table tasks (
  workspace_id uuid not null,
  id uuid not null,
  title text not null,
  note text not null default ''::text,
  priority text not null,
  state text not null default 'open'::text,
  assignee_id uuid,
  due_at timestamp with time zone,
  due_on date,
  due_order timestamp with time zone not null default COALESCE(due_at, 'infinity'::timestamp with time zone),
  remind_minutes integer,
  remind_at timestamp with time zone,
  maker_kind text not null,
  maker_id uuid,
  maker_name text not null,
  created_at timestamp with time zone not null,
  done_at timestamp with time zone,
  done_by text
);
create table team_members (
  workspace_id uuid not null,
  team_id uuid not null,
  member_id uuid not null
);
create table teams (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null
);
create table technicians (
  workspace_id uuid not null,
  member_id uuid not null,
  contact_id uuid,
  code_hash text,
  code_expires_at timestamp with time zone,
  linked_at timestamp with time zone
);
create table ticket_moves (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  queue_id uuid,
  agent_id uuid,
  by_kind text not null,
  by_id uuid,
  by_name text,
  reason text,
  note text
);
create table ticket_ratings (
  workspace_id uuid not null,
  ticket_id uuid not null,
  asked_at timestamp with time zone,
  not_asked text,
  score smallint,
  comment text,
  rated_at timestamp with time zone,
  skipped_at timestamp with time zone
);
create table tickets (
  workspace_id uuid not null,
  id uuid not null,
  protocol text not null,
  part smallint not null default 1,
  conversation_id uuid not null,
  session_id uuid not null,
  contact_id uuid not null,
  channel_id uuid not null,
  queue_id uuid,
  agent_id uuid,
  state text not null,
  priority integer not null,
  opened_at timestamp with time zone not null,
  assigned_at timestamp with time zone,
  first_reply_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_because text,
  close_reason_id uuid,
  is_unanswered boolean not null default false,
  first_response_due_at timestamp with time zone,
  resolution_due_at timestamp with time zone,
  paused_at timestamp with time zone,
  paused_ms bigint not null default 0,
  first_response_breached_at timestamp with time zone,
  resolution_breached_at timestamp with time zone,
  escalated text[] not null default '{}'::text[],
  abandon_at timestamp with time zone,
  overflow_at timestamp with time zone,
  answer_by timestamp with time zone,
  position_told integer,
  position_told_at timestamp with time zone,
  look_at timestamp with time zone
) with (fillfactor=70);
create table transcription_on (
  workspace_id uuid not null,
  since timestamp with time zone not null
);
create table used_codes (
  user_id uuid not null,
  code_hash text not null,
  used_at timestamp with time zone not null
);
create table voices_heard (
  workspace_id uuid not null,
  message_id uuid not null,
  has_words boolean not null
);
create table webchat_files (
  workspace_id uuid not null,
  hash text not null,
  person_id uuid not null,
  storage_key text not null,
  media_type text not null,
  name text not null,
  size bigint not null,
  created_at timestamp with time zone not null
);
create table webchat_lines (
  workspace_id uuid not null,
  person_id uuid not null,
  seq bigint not null,
  line_id text not null,
  side text not null,
  content jsonb not null,
  written_at timestamp with time zone not null
);
create table webchat_people (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  external_id text,
  name text,
  email text,
  page text,
  language text,
  last_seq bigint not null default 0,
  delivered_seq bigint not null default 0,
  read_seq bigint not null default 0,
  seen_by_us bigint not null default 0,
  typing_at timestamp with time zone,
  news bigint not null default 0,
  mailed_seq bigint not null default 0,
  created_at timestamp with time zone not null,
  here_at timestamp with time zone not null
);
create table webchat_tokens (
  workspace_id uuid not null,
  hash text not null,
  person_id uuid not null,
  kind text not null,
  expires_at timestamp with time zone not null
);
create table webhook_deliveries (
  workspace_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_seq bigint,
  kind text not null,
  body text not null,
  state text not null,
  attempts smallint not null default 0,
  next_at timestamp with time zone,
  status smallint,
  failure text,
  answer text,
  created_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  settled_at timestamp with time zone
);
create table webhook_endpoints (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  url text not null,
  kinds text[] not null,
  is_on boolean not null default true,
  off_reason text,
  sealed_secret text not null,
  sealed_former_secret text,
  former_until timestamp with time zone,
  failing_since timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by text not null
);
create table work_order_files (
  workspace_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  attachment_id uuid not null,
  message_id uuid,
  kind text not null,
  name text not null,
  added_at timestamp with time zone not null,
  added_by text not null,
  signer text
);
create table work_order_messages (
  workspace_id uuid not null,
  message_id uuid not null,
  order_id uuid not null,
  conversation_id uuid not null,
  added_at timestamp with time zone not null
);
create table work_order_questions (
  workspace_id uuid not null,
  conversation_id uuid not null,
  order_id uuid,
  wanted text not null,
  detail jsonb not null default '{}'::jsonb,
  asked_at timestamp with time zone not null
);
create table work_order_steps (
  workspace_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  by_kind text not null,
  by_id uuid,
  by_name text not null,
  reason text,
  detail jsonb not null default '{}'::jsonb
);
create table work_order_times (
  workspace_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  technician_id uuid,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  reason text
);
create table work_orders (
  workspace_id uuid not null,
  id uuid not null,
  number integer not null,
  code text not null,
  origin text not null,
  kind text not null default 'corrective'::text,
  priority text not null,
  title text not null,
  description text not null default ''::text,
  state text not null default 'open'::text,
  asset_id uuid,
  site_id uuid,
  contractor_id uuid,
  contact_id uuid,
  former_contacts uuid[] not null default '{}'::uuid[],
  conversation_id uuid,
  former_conversations uuid[] not null default '{}'::uuid[],
  technician_id uuid,
  due_at timestamp with time zone not null,
  checklist jsonb not null default '[]'::jsonb,
  solution text not null default ''::text,
  pause_reason text,
  labour_cents bigint not null default 0,
  needs_photo boolean not null default true,
  rank integer not null default 
CASE priority
    WHEN 'urgent'::text THEN 0
    WHEN 'high'::text THEN 1
    WHEN 'normal'::text THEN 2
    ELSE 3
END,
  is_open boolean not null default (state <> ALL (ARRAY['done'::text, 'closed'::text, 'cancelled'::text])),
  created_at timestamp with time zone not null,
  created_by text not null,
  changed_at timestamp with time zone not null,
  state_since timestamp with time zone not null,
  arrived_at timestamp with time zone,
  done_at timestamp with time zone,
  closed_at timestamp with time zone,
  needs_signature boolean not null default false
);
create table workspaces (
  id uuid not null,
  name text not null,
  language text not null default 'pt-BR'::text,
  time_zone text not null default 'America/Sao_Paulo'::text,
  currency text not null default 'BRL'::text,
  country text not null default 'BR'::text,
  created_at timestamp with time zone not null,
  push_key text,
  agents_see text not null default 'all'::text,
  first_steps_away_at timestamp with time zone
);

-- constraints
alter table access_rules add constraint access_rules_key_ranges_check CHECK ((cardinality(key_ranges) <= 100));
alter table access_rules add constraint access_rules_member_ranges_check CHECK ((cardinality(member_ranges) <= 100));
alter table access_rules add constraint access_rules_pkey PRIMARY KEY (workspace_id);
alter table access_rules add constraint access_rules_session_idle_minutes_check CHECK (((session_idle_minutes >= 5) AND (session_idle_minutes <= 20160)));
alter table access_rules add constraint access_rules_session_longest_minutes_check CHECK (((session_longest_minutes >= 15) AND (session_longest_minutes <= 129600)));
alter table access_rules add constraint access_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table agent_states add constraint agent_states_pkey PRIMARY KEY (workspace_id, member_id, began_at);
alter table agent_states add constraint agent_states_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table agents add constraint agents_ceiling_check CHECK (((ceiling >= 1) AND (ceiling <= 200)));
alter table agents add constraint agents_load_check CHECK ((load >= 0));
alter table agents add constraint agents_pkey PRIMARY KEY (workspace_id, member_id);
alter table agents add constraint agents_reason_check CHECK ((length(reason) <= 120));
alter table agents add constraint agents_state_check CHECK ((state = ANY (ARRAY['online'::text, 'busy'::text, 'away'::text, 'offline'::text])));
alter table agents add constraint agents_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table ai_agent_drafts add constraint ai_agent_drafts_pkey PRIMARY KEY (workspace_id, agent_id);
alter table ai_agent_drafts add constraint ai_agent_drafts_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES ai_agents(workspace_id, id) ON DELETE CASCADE;
alter table ai_agent_versions add constraint ai_agent_versions_pkey PRIMARY KEY (workspace_id, agent_id, version);
alter table ai_agent_versions add constraint ai_agent_versions_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES ai_agents(workspace_id, id) ON DELETE CASCADE;
alter table ai_agents add constraint ai_agents_emoji_check CHECK ((emoji = ANY (ARRAY['never'::text, 'few'::text, 'free'::text])));
alter table ai_agents add constraint ai_agents_goal_check CHECK ((length(goal) <= 500));
alter table ai_agents add constraint ai_agents_languages_check CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 3)));
alter table ai_agents add constraint ai_agents_max_answers_check CHECK (((max_answers >= 1) AND (max_answers <= 100)));
alter table ai_agents add constraint ai_agents_min_confidence_check CHECK (((min_confidence >= (0)::double precision) AND (min_confidence <= (1)::double precision)));
alter table ai_agents add constraint ai_agents_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)));
alter table ai_agents add constraint ai_agents_persona_check CHECK ((persona = ANY (ARRAY['customer'::text, 'provider'::text, 'prospector'::text, 'administrator'::text])));
alter table ai_agents add constraint ai_agents_pkey PRIMARY KEY (workspace_id, id);
alter table ai_agents add constraint ai_agents_prompt_check CHECK ((length(prompt) <= 8000));
alter table ai_agents add constraint ai_agents_tone_check CHECK ((tone = ANY (ARRAY['cordial'::text, 'direct'::text, 'strategic'::text, 'technical'::text])));
alter table ai_agents add constraint ai_agents_workspace_id_fallback_queue_id_fkey FOREIGN KEY (workspace_id, fallback_queue_id) REFERENCES queues(workspace_id, id) ON DELETE SET NULL (fallback_queue_id);
alter table ai_agents add constraint ai_agents_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table ai_assignments add constraint ai_assignments_pkey PRIMARY KEY (workspace_id, channel_kind, persona);
alter table ai_assignments add constraint ai_assignments_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES ai_agents(workspace_id, id) ON DELETE CASCADE;
alter table ai_call_texts add constraint ai_call_texts_pkey PRIMARY KEY (workspace_id, call_id);
alter table ai_call_texts add constraint ai_call_texts_workspace_id_call_id_fkey FOREIGN KEY (workspace_id, call_id) REFERENCES ai_calls(workspace_id, id) ON DELETE CASCADE;
alter table ai_calls add constraint ai_calls_pkey PRIMARY KEY (workspace_id, id);
alter table ai_calls add constraint ai_calls_purpose_check CHECK ((purpose = ANY (ARRAY['answer'::text, 'reply'::text, 'rewrite'::text, 'translate'::text, 'summary'::text, 'check'::text, 'evaluation'::text, 'proposal'::text])));
alter table ai_calls add constraint ai_calls_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table ai_calls add constraint ai_calls_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table ai_evaluation_results add constraint ai_evaluation_results_outcome_check CHECK ((outcome = ANY (ARRAY['passed'::text, 'failed'::text, 'not_played'::text])));
alter table ai_evaluation_results add constraint ai_evaluation_results_pkey PRIMARY KEY (workspace_id, run_id, evaluation_id, is_base);
alter table ai_evaluation_results add constraint ai_evaluation_results_workspace_id_evaluation_id_fkey FOREIGN KEY (workspace_id, evaluation_id) REFERENCES ai_evaluations(workspace_id, id) ON DELETE CASCADE;
alter table ai_evaluation_results add constraint ai_evaluation_results_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES ai_evaluation_runs(workspace_id, id) ON DELETE CASCADE;
alter table ai_evaluation_runs add constraint ai_evaluation_runs_pkey PRIMARY KEY (workspace_id, id);
alter table ai_evaluation_runs add constraint ai_evaluation_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'stopped'::text])));
alter table ai_evaluation_runs add constraint ai_evaluation_runs_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES ai_agents(workspace_id, id) ON DELETE CASCADE;
alter table ai_evaluations add constraint ai_evaluations_lines_check CHECK (((cardinality(lines) >= 1) AND (cardinality(lines) <= 20)));
alter table ai_evaluations add constraint ai_evaluations_pkey PRIMARY KEY (workspace_id, id);
alter table ai_evaluations add constraint ai_evaluations_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)));
alter table ai_evaluations add constraint ai_evaluations_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES ai_agents(workspace_id, id) ON DELETE CASCADE;
alter table ai_evaluations add constraint ai_evaluations_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table ai_experiments add constraint ai_experiments_check CHECK ((challenger <> champion));
alter table ai_experiments add constraint ai_experiments_percent_check CHECK (((percent >= 1) AND (percent <= 99)));
alter table ai_experiments add constraint ai_experiments_pkey PRIMARY KEY (workspace_id, id);
alter table ai_experiments add constraint ai_experiments_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES ai_agents(workspace_id, id) ON DELETE CASCADE;
alter table ai_prices add constraint ai_prices_input_check CHECK (((input >= 0) AND (input <= 1000000000)));
alter table ai_prices add constraint ai_prices_model_check CHECK (((length(model) >= 1) AND (length(model) <= 100)));
alter table ai_prices add constraint ai_prices_output_check CHECK (((output >= 0) AND (output <= 1000000000)));
alter table ai_prices add constraint ai_prices_pkey PRIMARY KEY (workspace_id, model);
alter table ai_prices add constraint ai_prices_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table ai_proposals add constraint ai_proposals_check CHECK (((state <> ALL (ARRAY['open'::text, 'accepted'::text, 'refused'::text])) OR ((goal IS NOT NULL) AND (prompt IS NOT NULL))));
alter table ai_proposals add constraint ai_proposals_pkey PRIMARY KEY (workspace_id, id);
alter table ai_proposals add constraint ai_proposals_state_check CHECK ((state = ANY (ARRAY['looking'::text, 'nothing'::text, 'failed'::text, 'open'::text, 'accepted'::text, 'refused'::text, 'overtaken'::text])));
alter table ai_proposals add constraint ai_proposals_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES ai_agents(workspace_id, id) ON DELETE CASCADE;
alter table ai_providers add constraint ai_providers_address_check CHECK (((length(address) >= 8) AND (length(address) <= 500)));
alter table ai_providers add constraint ai_providers_answer_model_check CHECK (((length(answer_model) >= 1) AND (length(answer_model) <= 100)));
alter table ai_providers add constraint ai_providers_kind_check CHECK ((kind = ANY (ARRAY['openai'::text, 'anthropic'::text, 'google'::text, 'azure'::text, 'compatible'::text])));
alter table ai_providers add constraint ai_providers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)));
alter table ai_providers add constraint ai_providers_pkey PRIMARY KEY (workspace_id, id);
alter table ai_providers add constraint ai_providers_simple_model_check CHECK (((length(simple_model) >= 1) AND (length(simple_model) <= 100)));
alter table ai_providers add constraint ai_providers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table ai_settings add constraint ai_settings_alert_at_check CHECK ((alert_at >= 0));
alter table ai_settings add constraint ai_settings_conversation_limit_check CHECK ((conversation_limit >= 0));
alter table ai_settings add constraint ai_settings_keep_days_check CHECK (((keep_days >= 1) AND (keep_days <= 365)));
alter table ai_settings add constraint ai_settings_month_limit_check CHECK ((month_limit >= 0));
alter table ai_settings add constraint ai_settings_pkey PRIMARY KEY (workspace_id);
alter table ai_settings add constraint ai_settings_rate_check CHECK (((rate >= 1) AND (rate <= '1000000000000'::bigint)));
alter table ai_settings add constraint ai_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table ai_speech add constraint ai_speech_address_check CHECK (((length(address) >= 8) AND (length(address) <= 500)));
alter table ai_speech add constraint ai_speech_kind_check CHECK ((kind = ANY (ARRAY['openai_compatible'::text, 'azure_speech'::text])));
alter table ai_speech add constraint ai_speech_language_check CHECK ((language ~ '^[a-z]{2}(-[A-Z]{2})?$'::text));
alter table ai_speech add constraint ai_speech_model_check CHECK (((length(model) >= 1) AND (length(model) <= 100)));
alter table ai_speech add constraint ai_speech_pkey PRIMARY KEY (workspace_id);
alter table ai_speech add constraint ai_speech_price_a_minute_check CHECK (((price_a_minute >= 0) AND (price_a_minute <= 10000000)));
alter table ai_speech add constraint ai_speech_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table ai_spend add constraint ai_spend_month_check CHECK ((month ~ '^\d{4}-\d{2}$'::text));
alter table ai_spend add constraint ai_spend_pkey PRIMARY KEY (workspace_id, month);
alter table ai_spend add constraint ai_spend_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table ai_suggestions add constraint ai_suggestions_kind_check CHECK ((kind = ANY (ARRAY['reply'::text, 'rewrite'::text, 'translate'::text, 'summary'::text])));
alter table ai_suggestions add constraint ai_suggestions_pkey PRIMARY KEY (workspace_id, run_id);
alter table ai_suggestions add constraint ai_suggestions_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'taken'::text, 'accepted'::text, 'edited'::text, 'refused'::text])));
alter table ai_suggestions add constraint ai_suggestions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table ai_tool_runs add constraint ai_tool_runs_pkey PRIMARY KEY (workspace_id, id);
alter table ai_tool_runs add constraint ai_tool_runs_state_check CHECK ((state = ANY (ARRAY['done'::text, 'refused'::text, 'waiting'::text, 'declined'::text])));
alter table ai_tool_runs add constraint ai_tool_runs_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table ai_tool_runs add constraint ai_tool_runs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table ai_tool_runs add constraint ai_tool_runs_workspace_id_session_id_call_key_key UNIQUE (workspace_id, session_id, call_key);
alter table ai_transcriptions add constraint ai_transcriptions_pkey PRIMARY KEY (workspace_id, id);
alter table ai_transcriptions add constraint ai_transcriptions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table ai_turns add constraint ai_turns_did_check CHECK ((did = ANY (ARRAY['greeted'::text, 'answered'::text, 'asked'::text, 'not_known'::text, 'thanked'::text, 'told'::text, 'handed_over'::text, 'silent'::text, 'talked'::text, 'confirm'::text])));
alter table ai_turns add constraint ai_turns_pkey PRIMARY KEY (workspace_id, id);
alter table ai_turns add constraint ai_turns_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table ai_turns add constraint ai_turns_workspace_id_session_id_up_to_key UNIQUE (workspace_id, session_id, up_to);
alter table alert_targets add constraint alert_targets_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));
alter table alert_targets add constraint alert_targets_pkey PRIMARY KEY (workspace_id, id);
alter table alert_targets add constraint alert_targets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table alerts add constraint alerts_pkey PRIMARY KEY (workspace_id, id);
alter table alerts add constraint alerts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table api_keys add constraint api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));
alter table api_keys add constraint api_keys_pkey PRIMARY KEY (workspace_id, id);
alter table api_keys add constraint api_keys_scopes_check CHECK ((cardinality(scopes) > 0));
alter table api_keys add constraint api_keys_token_hash_key UNIQUE (token_hash);
alter table api_keys add constraint api_keys_workspace_id_created_by_fkey FOREIGN KEY (workspace_id, created_by) REFERENCES members(workspace_id, id);
alter table api_keys add constraint api_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table appointment_hosts add constraint appointment_hosts_pkey PRIMARY KEY (workspace_id, member_id);
alter table appointment_hosts add constraint appointment_hosts_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id);
alter table appointment_hosts add constraint appointment_hosts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table appointment_hosts add constraint appointment_hosts_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table appointment_reminders add constraint appointment_reminders_kind_check CHECK ((kind = ANY (ARRAY['day'::text, 'hour'::text])));
alter table appointment_reminders add constraint appointment_reminders_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'by_template'::text, 'skipped'::text])));
alter table appointment_reminders add constraint appointment_reminders_pkey PRIMARY KEY (workspace_id, appointment_id, starts_at, kind);
alter table appointment_reminders add constraint appointment_reminders_workspace_id_appointment_id_fkey FOREIGN KEY (workspace_id, appointment_id) REFERENCES appointments(workspace_id, id) ON DELETE CASCADE;
alter table appointment_reminders add constraint appointment_reminders_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table appointment_service_hosts add constraint appointment_service_hosts_pkey PRIMARY KEY (workspace_id, service_id, member_id);
alter table appointment_service_hosts add constraint appointment_service_hosts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table appointment_service_hosts add constraint appointment_service_hosts_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES appointment_hosts(workspace_id, member_id) ON DELETE CASCADE;
alter table appointment_service_hosts add constraint appointment_service_hosts_workspace_id_service_id_fkey FOREIGN KEY (workspace_id, service_id) REFERENCES appointment_services(workspace_id, id) ON DELETE CASCADE;
alter table appointment_services add constraint appointment_services_days_ahead_check CHECK (((days_ahead >= 1) AND (days_ahead <= 180)));
alter table appointment_services add constraint appointment_services_minutes_check CHECK ((((minutes >= 5) AND (minutes <= 480)) AND (((minutes)::integer % 5) = 0)));
alter table appointment_services add constraint appointment_services_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)));
alter table appointment_services add constraint appointment_services_notice_minutes_check CHECK (((notice_minutes >= 0) AND (notice_minutes <= 43200)));
alter table appointment_services add constraint appointment_services_pkey PRIMARY KEY (workspace_id, id);
alter table appointment_services add constraint appointment_services_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table appointment_times add constraint appointment_times_pkey PRIMARY KEY (workspace_id, member_id, step);
alter table appointment_times add constraint appointment_times_workspace_id_appointment_id_fkey FOREIGN KEY (workspace_id, appointment_id) REFERENCES appointments(workspace_id, id) ON DELETE CASCADE;
alter table appointment_times add constraint appointment_times_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table appointments add constraint appointments_cancel_reason_check CHECK ((char_length(cancel_reason) <= 300));
alter table appointments add constraint appointments_check CHECK ((ends_at > starts_at));
alter table appointments add constraint appointments_note_check CHECK ((char_length(note) <= 1000));
alter table appointments add constraint appointments_pkey PRIMARY KEY (workspace_id, id);
alter table appointments add constraint appointments_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'confirmed'::text, 'cancelled'::text])));
alter table appointments add constraint appointments_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table appointments add constraint appointments_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table appointments add constraint appointments_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table appointments add constraint appointments_workspace_id_service_id_fkey FOREIGN KEY (workspace_id, service_id) REFERENCES appointment_services(workspace_id, id);
alter table assets add constraint assets_code_check CHECK (((char_length(code) >= 1) AND (char_length(code) <= 40)));
alter table assets add constraint assets_cost_cents_check CHECK (((cost_cents >= 0) AND (cost_cents <= '1000000000000'::bigint)));
alter table assets add constraint assets_kind_check CHECK ((char_length(kind) <= 80));
alter table assets add constraint assets_label_code_check CHECK ((label_code ~ '^[0-9a-z]{16}$'::text));
alter table assets add constraint assets_manufacturer_check CHECK ((char_length(manufacturer) <= 80));
alter table assets add constraint assets_model_check CHECK ((char_length(model) <= 80));
alter table assets add constraint assets_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)));
alter table assets add constraint assets_pkey PRIMARY KEY (workspace_id, id);
alter table assets add constraint assets_serial_check CHECK ((char_length(serial) <= 80));
alter table assets add constraint assets_workspace_id_contractor_id_fkey FOREIGN KEY (workspace_id, contractor_id) REFERENCES contractors(workspace_id, id);
alter table assets add constraint assets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table assets add constraint assets_workspace_id_site_id_fkey FOREIGN KEY (workspace_id, site_id) REFERENCES sites(workspace_id, id);
alter table attachments add constraint attachments_kind_check CHECK ((kind = ANY (ARRAY['image'::text, 'video'::text, 'audio'::text, 'voice'::text, 'document'::text, 'sticker'::text])));
alter table attachments add constraint attachments_pkey PRIMARY KEY (workspace_id, id);
alter table attachments add constraint attachments_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'stored'::text, 'tiered'::text, 'failed'::text])));
alter table attachments add constraint attachments_tier_check CHECK ((tier = ANY (ARRAY['original'::text, 'smaller'::text])));
alter table attachments add constraint attachments_transcript_state_check CHECK ((transcript_state = ANY (ARRAY['pending'::text, 'ready'::text, 'needs_review'::text, 'failed'::text, 'refused'::text])));
alter table attachments add constraint attachments_transcript_text_check CHECK ((length(transcript_text) <= 60000));
alter table attachments add constraint attachments_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE;
alter table attempts add constraint attempts_pkey PRIMARY KEY (what);
alter table audit_log add constraint audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'api_key'::text, 'system'::text, 'flow'::text, 'ai'::text, 'automation'::text, 'campaign'::text, 'contact'::text]))) NOT VALID;
alter table audit_log add constraint audit_log_pkey PRIMARY KEY (workspace_id, id);
alter table audit_log add constraint audit_log_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table auth_accounts add constraint auth_accounts_pkey PRIMARY KEY (id);
alter table auth_accounts add constraint auth_accounts_provider_id_account_id_key UNIQUE (provider_id, account_id);
alter table auth_accounts add constraint auth_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE;
alter table auth_sessions add constraint auth_sessions_bound_to_fkey FOREIGN KEY (bound_to) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table auth_sessions add constraint auth_sessions_pkey PRIMARY KEY (id);
alter table auth_sessions add constraint auth_sessions_token_key UNIQUE (token);
alter table auth_sessions add constraint auth_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE;
alter table auth_sessions add constraint auth_sessions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE SET NULL;
alter table auth_two_factors add constraint auth_two_factors_pkey PRIMARY KEY (id);
alter table auth_two_factors add constraint auth_two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE;
alter table auth_users add constraint auth_users_email_key UNIQUE (email);
alter table auth_users add constraint auth_users_pkey PRIMARY KEY (id);
alter table auth_verifications add constraint auth_verifications_pkey PRIMARY KEY (id);
alter table automation_runs add constraint automation_runs_case_key_check CHECK (((char_length(case_key) >= 1) AND (char_length(case_key) <= 200)));
alter table automation_runs add constraint automation_runs_check CHECK (((state = 'waiting'::text) = (due_at IS NOT NULL)));
alter table automation_runs add constraint automation_runs_check1 CHECK (((state = 'waiting'::text) = (ended_at IS NULL)));
alter table automation_runs add constraint automation_runs_pkey PRIMARY KEY (workspace_id, id);
alter table automation_runs add constraint automation_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text, 'dropped'::text])));
alter table automation_runs add constraint automation_runs_workspace_id_automation_id_case_key_key UNIQUE (workspace_id, automation_id, case_key);
alter table automation_runs add constraint automation_runs_workspace_id_automation_id_fkey FOREIGN KEY (workspace_id, automation_id) REFERENCES automations(workspace_id, id) ON DELETE CASCADE;
alter table automation_runs add constraint automation_runs_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table automation_runs add constraint automation_runs_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table automations add constraint automations_check CHECK ((is_on = (on_since IS NOT NULL)));
alter table automations add constraint automations_key_check CHECK ((key ~ '^[a-z0-9_]{1,60}$'::text));
alter table automations add constraint automations_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80)));
alter table automations add constraint automations_pkey PRIMARY KEY (workspace_id, id);
alter table automations add constraint automations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table automations add constraint automations_workspace_id_key_key UNIQUE (workspace_id, key);
alter table calendars add constraint calendars_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));
alter table calendars add constraint calendars_pkey PRIMARY KEY (workspace_id, id);
alter table calendars add constraint calendars_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table campaign_recipients add constraint campaign_recipients_check CHECK (((due_at IS NULL) OR (state <> ALL (ARRAY['failed'::text, 'opted_out'::text, 'left_out'::text, 'replied'::text]))));
alter table campaign_recipients add constraint campaign_recipients_pkey PRIMARY KEY (workspace_id, campaign_id, contact_id);
alter table campaign_recipients add constraint campaign_recipients_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'queued'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'replied'::text, 'failed'::text, 'opted_out'::text, 'left_out'::text])));
alter table campaign_recipients add constraint campaign_recipients_workspace_id_campaign_id_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id) ON DELETE CASCADE;
alter table campaign_recipients add constraint campaign_recipients_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table campaign_recipients add constraint campaign_recipients_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE SET NULL (conversation_id);
alter table campaigns add constraint campaigns_check CHECK (((state = ANY (ARRAY['finished'::text, 'cancelled'::text])) = (ended_at IS NOT NULL)));
alter table campaigns add constraint campaigns_check1 CHECK (((state = ANY (ARRAY['scheduled'::text, 'running'::text])) OR (wake_at IS NULL)));
alter table campaigns add constraint campaigns_kind_check CHECK ((kind = ANY (ARRAY['prospecting'::text, 're_engagement'::text, 'marketing'::text, 'promotional'::text, 'informative'::text, 'survey'::text])));
alter table campaigns add constraint campaigns_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80)));
alter table campaigns add constraint campaigns_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 6000)));
alter table campaigns add constraint campaigns_pkey PRIMARY KEY (workspace_id, id);
alter table campaigns add constraint campaigns_price_micros_check CHECK (((price_micros >= 0) AND (price_micros <= 100000000)));
alter table campaigns add constraint campaigns_rest_days_check CHECK (((rest_days >= 1) AND (rest_days <= 365)));
alter table campaigns add constraint campaigns_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'scheduled'::text, 'running'::text, 'paused'::text, 'finished'::text, 'cancelled'::text])));
alter table campaigns add constraint campaigns_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table campaigns add constraint campaigns_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table canned_replies add constraint canned_replies_check CHECK (((owner_id IS NULL) OR (queue_id IS NULL)));
alter table canned_replies add constraint canned_replies_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 40)));
alter table canned_replies add constraint canned_replies_pkey PRIMARY KEY (workspace_id, id);
alter table canned_replies add constraint canned_replies_text_check CHECK (((char_length(text) >= 1) AND (char_length(text) <= 10000)));
alter table canned_replies add constraint canned_replies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table canned_replies add constraint canned_replies_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table canned_replies add constraint canned_replies_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id) ON DELETE CASCADE;
alter table channel_flow add constraint channel_flow_breaker_check CHECK ((breaker = ANY (ARRAY['closed'::text, 'open'::text, 'half_open'::text])));
alter table channel_flow add constraint channel_flow_pkey PRIMARY KEY (workspace_id, channel_id);
alter table channel_flow add constraint channel_flow_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table channel_notices add constraint channel_notices_pkey PRIMARY KEY (workspace_id, id);
alter table channel_notices add constraint channel_notices_workspace_id_channel_id_body_hash_key UNIQUE (workspace_id, channel_id, body_hash);
alter table channel_notices add constraint channel_notices_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table channel_reports add constraint channel_reports_method_check CHECK ((method = ANY (ARRAY['list'::text, 'sequence'::text, 'none'::text])));
alter table channel_reports add constraint channel_reports_pkey PRIMARY KEY (workspace_id, channel_id, day);
alter table channel_reports add constraint channel_reports_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table channel_traffic add constraint channel_traffic_pkey PRIMARY KEY (workspace_id, channel_id, slot);
alter table channel_traffic add constraint channel_traffic_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table channels add constraint channels_daily_quota_check CHECK ((daily_quota > 0));
alter table channels add constraint channels_monthly_quota_check CHECK ((monthly_quota > 0));
alter table channels add constraint channels_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));
alter table channels add constraint channels_pkey PRIMARY KEY (workspace_id, id);
alter table channels add constraint channels_status_check CHECK ((status = ANY (ARRAY['configuring'::text, 'active'::text, 'inactive'::text, 'error'::text])));
alter table channels add constraint channels_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table channels add constraint channels_workspace_id_kind_external_id_key UNIQUE (workspace_id, kind, external_id);
alter table channels add constraint channels_workspace_id_meta_app_id_fkey FOREIGN KEY (workspace_id, meta_app_id) REFERENCES meta_apps(workspace_id, id);
alter table clock_steps add constraint clock_steps_pkey PRIMARY KEY (before_at, after_at);
alter table close_reasons add constraint close_reasons_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));
alter table close_reasons add constraint close_reasons_pkey PRIMARY KEY (workspace_id, id);
alter table close_reasons add constraint close_reasons_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table companies add constraint companies_check CHECK (((tax_country IS NULL) = (tax_id IS NULL)));
alter table companies add constraint companies_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)));
alter table companies add constraint companies_pkey PRIMARY KEY (workspace_id, id);
alter table companies add constraint companies_tax_country_check CHECK ((tax_country ~ '^[A-Z]{2}$'::text));
alter table companies add constraint companies_tax_id_check CHECK ((tax_id ~ '^[0-9A-Z]{1,20}$'::text));
alter table companies add constraint companies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table company_words add constraint company_words_pkey PRIMARY KEY (workspace_id, word, company_id);
alter table company_words add constraint company_words_workspace_id_company_id_fkey FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id) ON DELETE CASCADE;
alter table contact_consents add constraint contact_consents_pkey PRIMARY KEY (workspace_id, id);
alter table contact_consents add constraint contact_consents_purpose_check CHECK ((purpose = ANY (ARRAY['marketing'::text, 'automation'::text, 'service'::text])));
alter table contact_consents add constraint contact_consents_state_check CHECK ((state = ANY (ARRAY['given'::text, 'withdrawn'::text])));
alter table contact_consents add constraint contact_consents_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table contact_consents add constraint contact_consents_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table contact_distinctions add constraint contact_distinctions_check CHECK ((first_id < second_id));
alter table contact_distinctions add constraint contact_distinctions_pkey PRIMARY KEY (workspace_id, first_id, second_id);
alter table contact_distinctions add constraint contact_distinctions_workspace_id_first_id_fkey FOREIGN KEY (workspace_id, first_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table contact_distinctions add constraint contact_distinctions_workspace_id_second_id_fkey FOREIGN KEY (workspace_id, second_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table contact_fields add constraint contact_fields_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text));
alter table contact_fields add constraint contact_fields_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 60)));
alter table contact_fields add constraint contact_fields_pkey PRIMARY KEY (workspace_id, id);
alter table contact_fields add constraint contact_fields_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'yes_no'::text, 'choice'::text, 'many'::text, 'link'::text])));
alter table contact_fields add constraint contact_fields_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table contact_fields add constraint contact_fields_workspace_id_key_key UNIQUE (workspace_id, key);
alter table contact_identities add constraint contact_identities_pkey PRIMARY KEY (workspace_id, kind, value);
alter table contact_identities add constraint contact_identities_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table contact_import_pieces add constraint contact_import_pieces_pkey PRIMARY KEY (workspace_id, import_id, piece);
alter table contact_import_pieces add constraint contact_import_pieces_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES contact_imports(workspace_id, id) ON DELETE CASCADE;
alter table contact_import_rows add constraint contact_import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['made'::text, 'changed'::text, 'failed'::text])));
alter table contact_import_rows add constraint contact_import_rows_pkey PRIMARY KEY (workspace_id, import_id, number);
alter table contact_import_rows add constraint contact_import_rows_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES contact_imports(workspace_id, id) ON DELETE CASCADE;
alter table contact_imports add constraint contact_imports_on_known_check CHECK ((on_known = ANY (ARRAY['update'::text, 'skip'::text])));
alter table contact_imports add constraint contact_imports_pkey PRIMARY KEY (workspace_id, id);
alter table contact_imports add constraint contact_imports_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'checking'::text, 'checked'::text, 'running'::text, 'done'::text, 'undoing'::text, 'undone'::text])));
alter table contact_imports add constraint contact_imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table contact_merges add constraint contact_merges_pkey PRIMARY KEY (workspace_id, id);
alter table contact_merges add constraint contact_merges_workspace_id_kept_id_fkey FOREIGN KEY (workspace_id, kept_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table contact_merges add constraint contact_merges_workspace_id_merged_id_fkey FOREIGN KEY (workspace_id, merged_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table contact_segments add constraint contact_segments_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)));
alter table contact_segments add constraint contact_segments_pkey PRIMARY KEY (workspace_id, id);
alter table contact_segments add constraint contact_segments_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table contact_values add constraint contact_values_pkey PRIMARY KEY (workspace_id, contact_id, field_id, item);
alter table contact_values add constraint contact_values_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table contact_values add constraint contact_values_workspace_id_field_id_fkey FOREIGN KEY (workspace_id, field_id) REFERENCES contact_fields(workspace_id, id) ON DELETE CASCADE;
alter table contact_words add constraint contact_words_pkey PRIMARY KEY (workspace_id, word, contact_id);
alter table contact_words add constraint contact_words_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table contacts add constraint contacts_class_check CHECK ((class = ANY (ARRAY['hot'::text, 'warm'::text, 'cold'::text, 'very_cold'::text])));
alter table contacts add constraint contacts_company FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id) ON DELETE SET NULL (company_id);
alter table contacts add constraint contacts_lifecycle_check CHECK ((lifecycle = ANY (ARRAY['lead'::text, 'qualified'::text, 'customer'::text, 'inactive'::text])));
alter table contacts add constraint contacts_marketing_consent_check CHECK ((marketing_consent = ANY (ARRAY['unknown'::text, 'given'::text, 'withdrawn'::text])));
alter table contacts add constraint contacts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));
alter table contacts add constraint contacts_pkey PRIMARY KEY (workspace_id, id);
alter table contacts add constraint contacts_score_check CHECK (((score >= 0) AND (score <= 100)));
alter table contacts add constraint contacts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table contacts add constraint contacts_workspace_id_merged_into_fkey FOREIGN KEY (workspace_id, merged_into) REFERENCES contacts(workspace_id, id);
alter table contractors add constraint contractors_email_check CHECK ((char_length(email) <= 200));
alter table contractors add constraint contractors_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)));
alter table contractors add constraint contractors_phone_check CHECK ((char_length(phone) <= 40));
alter table contractors add constraint contractors_pkey PRIMARY KEY (workspace_id, id);
alter table contractors add constraint contractors_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE SET NULL (calendar_id);
alter table contractors add constraint contractors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table conversation_followers add constraint conversation_followers_pkey PRIMARY KEY (workspace_id, conversation_id, member_id);
alter table conversation_followers add constraint conversation_followers_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table conversation_followers add constraint conversation_followers_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table conversation_labels add constraint conversation_labels_pkey PRIMARY KEY (workspace_id, conversation_id, label_id);
alter table conversation_labels add constraint conversation_labels_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table conversation_labels add constraint conversation_labels_workspace_id_label_id_fkey FOREIGN KEY (workspace_id, label_id) REFERENCES labels(workspace_id, id) ON DELETE CASCADE;
alter table conversations add constraint conversations_due_kind_check CHECK ((due_kind = ANY (ARRAY['first_response'::text, 'resolution'::text])));
alter table conversations add constraint conversations_pkey PRIMARY KEY (workspace_id, id);
alter table conversations add constraint conversations_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text])));
alter table conversations add constraint conversations_state_check CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'snoozed'::text, 'resolved'::text])));
alter table conversations add constraint conversations_workspace_id_assignee_id_fkey FOREIGN KEY (workspace_id, assignee_id) REFERENCES members(workspace_id, id);
alter table conversations add constraint conversations_workspace_id_channel_id_contact_id_thread_key_key UNIQUE (workspace_id, channel_id, contact_id, thread_key);
alter table conversations add constraint conversations_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id);
alter table conversations add constraint conversations_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id);
alter table conversations add constraint conversations_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id);
alter table crm_connections add constraint crm_connections_base_url_check CHECK ((char_length(base_url) <= 500));
alter table crm_connections add constraint crm_connections_pkey PRIMARY KEY (workspace_id);
alter table crm_connections add constraint crm_connections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table crm_deals add constraint crm_deals_pkey PRIMARY KEY (workspace_id, deal_id);
alter table crm_deals add constraint crm_deals_workspace_id_deal_id_fkey FOREIGN KEY (workspace_id, deal_id) REFERENCES deals(workspace_id, id) ON DELETE CASCADE;
alter table crm_deals add constraint crm_deals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES crm_connections(workspace_id) ON DELETE CASCADE;
alter table crm_exchanges add constraint crm_exchanges_answer_check CHECK ((octet_length(answer) <= 1024));
alter table crm_exchanges add constraint crm_exchanges_pkey PRIMARY KEY (workspace_id, id);
alter table crm_exchanges add constraint crm_exchanges_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'dead'::text])));
alter table crm_exchanges add constraint crm_exchanges_workspace_id_deal_id_fkey FOREIGN KEY (workspace_id, deal_id) REFERENCES deals(workspace_id, id) ON DELETE CASCADE;
alter table crm_exchanges add constraint crm_exchanges_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES crm_connections(workspace_id) ON DELETE CASCADE;
alter table crm_persons add constraint crm_persons_pkey PRIMARY KEY (workspace_id, contact_id);
alter table crm_persons add constraint crm_persons_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table crm_persons add constraint crm_persons_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES crm_connections(workspace_id) ON DELETE CASCADE;
alter table crm_stages add constraint crm_stages_pkey PRIMARY KEY (workspace_id, stage_id);
alter table crm_stages add constraint crm_stages_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES crm_connections(workspace_id) ON DELETE CASCADE;
alter table crm_stages add constraint crm_stages_workspace_id_stage_id_fkey FOREIGN KEY (workspace_id, stage_id) REFERENCES pipeline_stages(workspace_id, id) ON DELETE CASCADE;
alter table dead_jobs add constraint dead_jobs_pkey PRIMARY KEY (id);
alter table dead_jobs add constraint dead_jobs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table deal_activities add constraint deal_activities_kind_check CHECK ((kind = ANY (ARRAY['made'::text, 'moved'::text, 'changed'::text, 'noted'::text])));
alter table deal_activities add constraint deal_activities_pkey PRIMARY KEY (workspace_id, id);
alter table deal_activities add constraint deal_activities_text_check CHECK ((char_length(text) <= 4000));
alter table deal_activities add constraint deal_activities_workspace_id_deal_id_fkey FOREIGN KEY (workspace_id, deal_id) REFERENCES deals(workspace_id, id) ON DELETE CASCADE;
alter table deal_activities add constraint deal_activities_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table deals add constraint deals_check CHECK (((state = 'open'::text) = (closed_at IS NULL)));
alter table deals add constraint deals_check1 CHECK (((state = 'lost'::text) OR (lost_reason IS NULL)));
alter table deals add constraint deals_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table deals add constraint deals_lost_reason_check CHECK (((char_length(lost_reason) >= 1) AND (char_length(lost_reason) <= 300)));
alter table deals add constraint deals_next_step_check CHECK ((char_length(next_step) <= 300));
alter table deals add constraint deals_pkey PRIMARY KEY (workspace_id, id);
alter table deals add constraint deals_probability_check CHECK (((probability >= 0) AND (probability <= 100)));
alter table deals add constraint deals_state_check CHECK ((state = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])));
alter table deals add constraint deals_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)));
alter table deals add constraint deals_value_cents_check CHECK (((value_cents >= 0) AND (value_cents <= '100000000000000'::bigint)));
alter table deals add constraint deals_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table deals add constraint deals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table deals add constraint deals_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (owner_id);
alter table deals add constraint deals_workspace_id_pipeline_id_fkey FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines(workspace_id, id);
alter table deals add constraint deals_workspace_id_stage_id_fkey FOREIGN KEY (workspace_id, stage_id) REFERENCES pipeline_stages(workspace_id, id);
alter table desk_settings add constraint desk_settings_grace_seconds_check CHECK (((grace_seconds >= 0) AND (grace_seconds <= 86400)));
alter table desk_settings add constraint desk_settings_personal_ceiling_check CHECK (((personal_ceiling >= 1) AND (personal_ceiling <= 200)));
alter table desk_settings add constraint desk_settings_pkey PRIMARY KEY (workspace_id);
alter table desk_settings add constraint desk_settings_silent_seconds_check CHECK (((silent_seconds >= 20) AND (silent_seconds <= 3600)));
alter table desk_settings add constraint desk_settings_warn_percent_check CHECK (((warn_percent >= 10) AND (warn_percent <= 100)));
alter table desk_settings add constraint desk_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table drafts add constraint drafts_kind_check CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])));
alter table drafts add constraint drafts_pkey PRIMARY KEY (workspace_id, member_id, conversation_id, kind);
alter table drafts add constraint drafts_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table drafts add constraint drafts_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table entry_rules add constraint entry_rules_pkey PRIMARY KEY (workspace_id);
alter table entry_rules add constraint entry_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table erased_identities add constraint erased_identities_pkey PRIMARY KEY (workspace_id, digest);
alter table erased_identities add constraint erased_identities_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table erasures add constraint erasures_pkey PRIMARY KEY (workspace_id, id);
alter table erasures add constraint erasures_proof_check CHECK (((length(proof) >= 1) AND (length(proof) <= 1000)));
alter table erasures add constraint erasures_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text])));
alter table erasures add constraint erasures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table events add constraint events_pkey PRIMARY KEY (workspace_id, seq, stored_on);
alter table events add constraint events_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table feed_consumers add constraint feed_consumers_pkey PRIMARY KEY (name);
alter table feed_cursors add constraint feed_cursors_pkey PRIMARY KEY (workspace_id, consumer);
alter table feed_cursors add constraint feed_cursors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table feed_letters add constraint feed_letters_pkey PRIMARY KEY (workspace_id, consumer, seq);
alter table feed_letters add constraint feed_letters_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'retrying'::text, 'dead'::text])));
alter table feed_letters add constraint feed_letters_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table field_briefings add constraint field_briefings_kind_check CHECK ((kind = ANY (ARRAY['daily'::text, 'weekly'::text])));
alter table field_briefings add constraint field_briefings_pkey PRIMARY KEY (workspace_id, day, kind);
alter table field_briefings add constraint field_briefings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table figure_alerts add constraint figure_alerts_asks_check CHECK ((asks = ANY (ARRAY['over'::text, 'under'::text, 'rise'::text, 'fall'::text])));
alter table figure_alerts add constraint figure_alerts_days_check CHECK (((days >= 1) AND (days <= 366)));
alter table figure_alerts add constraint figure_alerts_filter_check CHECK ((length(filter) <= 8000));
alter table figure_alerts add constraint figure_alerts_margin_check CHECK (((margin >= (0)::double precision) AND (margin <= (0.5)::double precision)));
alter table figure_alerts add constraint figure_alerts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));
alter table figure_alerts add constraint figure_alerts_pkey PRIMARY KEY (workspace_id, id);
alter table figure_alerts add constraint figure_alerts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table figure_alerts add constraint figure_alerts_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table figure_report_mails add constraint figure_report_mails_pkey PRIMARY KEY (workspace_id, run_id, member_id);
alter table figure_report_mails add constraint figure_report_mails_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'left_out'::text, 'failed'::text])));
alter table figure_report_mails add constraint figure_report_mails_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table figure_report_mails add constraint figure_report_mails_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES figure_report_runs(workspace_id, id) ON DELETE CASCADE;
alter table figure_report_runs add constraint figure_report_runs_cause_check CHECK ((cause = ANY (ARRAY['clock'::text, 'asked'::text])));
alter table figure_report_runs add constraint figure_report_runs_pkey PRIMARY KEY (workspace_id, id);
alter table figure_report_runs add constraint figure_report_runs_workspace_id_report_id_fkey FOREIGN KEY (workspace_id, report_id) REFERENCES figure_reports(workspace_id, id) ON DELETE CASCADE;
alter table figure_reports add constraint figure_reports_every_check CHECK ((every = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])));
alter table figure_reports add constraint figure_reports_filter_check CHECK ((length(filter) <= 8000));
alter table figure_reports add constraint figure_reports_hour_check CHECK (((hour >= 0) AND (hour <= 23)));
alter table figure_reports add constraint figure_reports_member_ids_check CHECK (((cardinality(member_ids) >= 1) AND (cardinality(member_ids) <= 50)));
alter table figure_reports add constraint figure_reports_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));
alter table figure_reports add constraint figure_reports_period_check CHECK ((period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])));
alter table figure_reports add constraint figure_reports_pkey PRIMARY KEY (workspace_id, id);
alter table figure_reports add constraint figure_reports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table figure_reports add constraint figure_reports_workspace_id_made_by_fkey FOREIGN KEY (workspace_id, made_by) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table figure_targets add constraint figure_targets_figure_id_check CHECK ((length(figure_id) <= 80));
alter table figure_targets add constraint figure_targets_pkey PRIMARY KEY (workspace_id, figure_id, from_day);
alter table figure_targets add constraint figure_targets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table first_writing_settings add constraint first_writing_settings_in_days_check CHECK (((in_days >= 1) AND (in_days <= 90)));
alter table first_writing_settings add constraint first_writing_settings_most_check CHECK (((most >= 1) AND (most <= 100)));
alter table first_writing_settings add constraint first_writing_settings_pkey PRIMARY KEY (workspace_id);
alter table first_writing_settings add constraint first_writing_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table floor_settings add constraint floor_settings_automatic_replies_check CHECK (((automatic_replies >= 1) AND (automatic_replies <= 200)));
alter table floor_settings add constraint floor_settings_pkey PRIMARY KEY (workspace_id);
alter table floor_settings add constraint floor_settings_silence_hours_check CHECK (((silence_hours >= 1) AND (silence_hours <= 720)));
alter table floor_settings add constraint floor_settings_turn_limit_ms_check CHECK (((turn_limit_ms >= 0) AND (turn_limit_ms <= 120000)));
alter table floor_settings add constraint floor_settings_turn_quiet_ms_check CHECK (((turn_quiet_ms >= 0) AND (turn_quiet_ms <= 60000)));
alter table floor_settings add constraint floor_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table flow_credentials add constraint flow_credentials_header_check CHECK (((length(header) >= 1) AND (length(header) <= 80)));
alter table flow_credentials add constraint flow_credentials_host_check CHECK (((length(host) >= 1) AND (length(host) <= 253)));
alter table flow_credentials add constraint flow_credentials_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));
alter table flow_credentials add constraint flow_credentials_pkey PRIMARY KEY (workspace_id, id);
alter table flow_credentials add constraint flow_credentials_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table flow_runs add constraint flow_runs_check CHECK (((status = 'ended'::text) = (ended_at IS NOT NULL)));
alter table flow_runs add constraint flow_runs_ending_check CHECK ((ending = ANY (ARRAY['done'::text, 'handed_over'::text, 'cancelled'::text, 'too_many_steps'::text, 'failed'::text, 'replaced'::text])));
alter table flow_runs add constraint flow_runs_occasion_check CHECK (((length(occasion) >= 1) AND (length(occasion) <= 200)));
alter table flow_runs add constraint flow_runs_pkey PRIMARY KEY (workspace_id, id);
alter table flow_runs add constraint flow_runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'waiting'::text, 'ended'::text])));
alter table flow_runs add constraint flow_runs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table flow_runs add constraint flow_runs_workspace_id_flow_id_version_fkey FOREIGN KEY (workspace_id, flow_id, version) REFERENCES flow_versions(workspace_id, flow_id, version) ON DELETE CASCADE;
alter table flow_schedules add constraint flow_schedules_pkey PRIMARY KEY (workspace_id, id);
alter table flow_schedules add constraint flow_schedules_time_check CHECK (("time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text));
alter table flow_schedules add constraint flow_schedules_weekdays_check CHECK (((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)));
alter table flow_schedules add constraint flow_schedules_workspace_id_flow_id_fkey FOREIGN KEY (workspace_id, flow_id) REFERENCES flows(workspace_id, id) ON DELETE CASCADE;
alter table flow_skips add constraint flow_skips_occasion_check CHECK (((length(occasion) >= 1) AND (length(occasion) <= 200)));
alter table flow_skips add constraint flow_skips_pkey PRIMARY KEY (workspace_id, occasion);
alter table flow_skips add constraint flow_skips_workspace_id_flow_id_fkey FOREIGN KEY (workspace_id, flow_id) REFERENCES flows(workspace_id, id) ON DELETE CASCADE;
alter table flow_steps add constraint flow_steps_pkey PRIMARY KEY (workspace_id, run_id, number);
alter table flow_steps add constraint flow_steps_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES flow_runs(workspace_id, id) ON DELETE CASCADE;
alter table flow_versions add constraint flow_versions_note_check CHECK ((length(note) <= 500));
alter table flow_versions add constraint flow_versions_pkey PRIMARY KEY (workspace_id, flow_id, version);
alter table flow_versions add constraint flow_versions_workspace_id_flow_id_fkey FOREIGN KEY (workspace_id, flow_id) REFERENCES flows(workspace_id, id) ON DELETE CASCADE;
alter table flow_visits add constraint flow_visits_pkey PRIMARY KEY (workspace_id, run_id, number);
alter table flow_visits add constraint flow_visits_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES flow_runs(workspace_id, id) ON DELETE CASCADE;
alter table flows add constraint flows_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));
alter table flows add constraint flows_pkey PRIMARY KEY (workspace_id, id);
alter table flows add constraint flows_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table former_identities add constraint former_identities_pkey PRIMARY KEY (workspace_id, kind, value, contact_id);
alter table former_identities add constraint former_identities_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table former_identities add constraint former_identities_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table goal_marks add constraint goal_marks_pkey PRIMARY KEY (workspace_id, member_id, what, day, subject_id);
alter table goal_marks add constraint goal_marks_what_check CHECK ((what = ANY (ARRAY['contacts'::text, 'proposals'::text, 'deals'::text])));
alter table goal_marks add constraint goal_marks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table invitations add constraint invitations_pkey PRIMARY KEY (workspace_id, id);
alter table invitations add constraint invitations_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'manager'::text, 'supervisor'::text, 'buyer'::text, 'agent'::text, 'technician'::text, 'viewer'::text])));
alter table invitations add constraint invitations_role_id_fkey FOREIGN KEY (workspace_id, role_id, role) REFERENCES roles(workspace_id, id, base);
alter table invitations add constraint invitations_token_hash_key UNIQUE (token_hash);
alter table invitations add constraint invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table invitations add constraint invitations_workspace_id_invited_by_fkey FOREIGN KEY (workspace_id, invited_by) REFERENCES members(workspace_id, id);
alter table jobs add constraint jobs_pkey PRIMARY KEY (id);
alter table knowledge_documents add constraint knowledge_documents_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'customers'::text, 'members'::text, 'persona'::text])));
alter table knowledge_documents add constraint knowledge_documents_body_check CHECK ((length(body) <= 2000000));
alter table knowledge_documents add constraint knowledge_documents_check CHECK (((audience = 'persona'::text) = (persona IS NOT NULL)));
alter table knowledge_documents add constraint knowledge_documents_check1 CHECK (((state <> 'published'::text) OR (published_version IS NOT NULL)));
alter table knowledge_documents add constraint knowledge_documents_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200)));
alter table knowledge_documents add constraint knowledge_documents_kind_check CHECK ((kind = ANY (ARRAY['article'::text, 'faq'::text, 'file'::text, 'web_page'::text])));
alter table knowledge_documents add constraint knowledge_documents_language_check CHECK ((language = ANY (ARRAY['pt-BR'::text, 'en'::text, 'es'::text])));
alter table knowledge_documents add constraint knowledge_documents_pkey PRIMARY KEY (workspace_id, id);
alter table knowledge_documents add constraint knowledge_documents_reread_days_check CHECK (((reread_days >= 1) AND (reread_days <= 365)));
alter table knowledge_documents add constraint knowledge_documents_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'failed'::text])));
alter table knowledge_documents add constraint knowledge_documents_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)));
alter table knowledge_documents add constraint knowledge_documents_url_check CHECK ((length(url) <= 2000));
alter table knowledge_documents add constraint knowledge_documents_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table knowledge_gap_questions add constraint knowledge_gap_questions_pkey PRIMARY KEY (workspace_id, gap_id, conversation_id);
alter table knowledge_gap_questions add constraint knowledge_gap_questions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table knowledge_gap_questions add constraint knowledge_gap_questions_workspace_id_gap_id_fkey FOREIGN KEY (workspace_id, gap_id) REFERENCES knowledge_gaps(workspace_id, id) ON DELETE CASCADE;
alter table knowledge_gaps add constraint knowledge_gaps_pkey PRIMARY KEY (workspace_id, id);
alter table knowledge_gaps add constraint knowledge_gaps_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'dismissed'::text])));
alter table knowledge_gaps add constraint knowledge_gaps_workspace_id_document_id_fkey FOREIGN KEY (workspace_id, document_id) REFERENCES knowledge_documents(workspace_id, id) ON DELETE SET NULL (document_id);
alter table knowledge_gaps add constraint knowledge_gaps_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table knowledge_passages add constraint knowledge_passages_pkey PRIMARY KEY (workspace_id, id);
alter table knowledge_passages add constraint knowledge_passages_workspace_id_document_id_fkey FOREIGN KEY (workspace_id, document_id) REFERENCES knowledge_documents(workspace_id, id) ON DELETE CASCADE;
alter table knowledge_passages add constraint knowledge_passages_workspace_id_document_id_position_key UNIQUE (workspace_id, document_id, "position");
alter table knowledge_synonyms add constraint knowledge_synonyms_pkey PRIMARY KEY (workspace_id, id);
alter table knowledge_synonyms add constraint knowledge_synonyms_words_check CHECK (((cardinality(words) >= 2) AND (cardinality(words) <= 20)));
alter table knowledge_synonyms add constraint knowledge_synonyms_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table knowledge_words add constraint knowledge_words_pkey PRIMARY KEY (workspace_id, word);
alter table knowledge_words add constraint knowledge_words_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table labels add constraint labels_color_check CHECK ((color = ANY (ARRAY['gray'::text, 'teal'::text, 'amber'::text, 'violet'::text, 'pink'::text, 'blue'::text, 'green'::text, 'red'::text])));
alter table labels add constraint labels_made_for_check CHECK ((made_for = 'loop'::text));
alter table labels add constraint labels_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 40)));
alter table labels add constraint labels_pkey PRIMARY KEY (workspace_id, id);
alter table labels add constraint labels_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table lead_calibrations add constraint lead_calibrations_pkey PRIMARY KEY (workspace_id, id);
alter table lead_calibrations add constraint lead_calibrations_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'applied'::text, 'refused'::text, 'outdated'::text, 'rolled_back'::text])));
alter table lead_calibrations add constraint lead_calibrations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table lead_qualifications add constraint lead_qualifications_class_check CHECK ((class = ANY (ARRAY['hot'::text, 'warm'::text, 'cold'::text, 'very_cold'::text])));
alter table lead_qualifications add constraint lead_qualifications_pkey PRIMARY KEY (workspace_id, id);
alter table lead_qualifications add constraint lead_qualifications_sdr_points_check CHECK (((sdr_points >= 0) AND (sdr_points <= 130)));
alter table lead_qualifications add constraint lead_qualifications_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table lead_qualifications add constraint lead_qualifications_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table lead_score_changes add constraint lead_score_changes_cause_check CHECK ((cause = ANY (ARRAY['message'::text, 'contact'::text, 'merge'::text, 'time'::text, 'asked'::text])));
alter table lead_score_changes add constraint lead_score_changes_pkey PRIMARY KEY (workspace_id, id);
alter table lead_score_changes add constraint lead_score_changes_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table lead_score_changes add constraint lead_score_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table lead_scores add constraint lead_scores_action_check CHECK ((action = ANY (ARRAY['re_engage'::text, 'call_now'::text, 'send_proposal'::text, 'qualify'::text, 'send_content'::text])));
alter table lead_scores add constraint lead_scores_pkey PRIMARY KEY (workspace_id, contact_id);
alter table lead_scores add constraint lead_scores_score_check CHECK (((score >= 0) AND (score <= 100)));
alter table lead_scores add constraint lead_scores_urgency_check CHECK (((urgency >= 0) AND (urgency <= 100)));
alter table lead_scores add constraint lead_scores_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table lead_scores add constraint lead_scores_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table lead_settings add constraint lead_settings_pkey PRIMARY KEY (workspace_id);
alter table lead_settings add constraint lead_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table lead_signals add constraint lead_signals_intent_check CHECK ((intent = ANY (ARRAY['buy'::text, 'schedule'::text, 'price'::text, 'discount'::text])));
alter table lead_signals add constraint lead_signals_pkey PRIMARY KEY (workspace_id, message_id, intent);
alter table lead_signals add constraint lead_signals_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table lead_signals add constraint lead_signals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table lead_signals add constraint lead_signals_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE;
alter table lead_verdicts add constraint lead_verdicts_pkey PRIMARY KEY (workspace_id, qualification_id);
alter table lead_verdicts add constraint lead_verdicts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table lead_verdicts add constraint lead_verdicts_workspace_id_qualification_id_fkey FOREIGN KEY (workspace_id, qualification_id) REFERENCES lead_qualifications(workspace_id, id) ON DELETE CASCADE;
alter table macros add constraint macros_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)));
alter table macros add constraint macros_pkey PRIMARY KEY (workspace_id, id);
alter table macros add constraint macros_steps_check CHECK (((jsonb_typeof(steps) = 'array'::text) AND ((jsonb_array_length(steps) >= 1) AND (jsonb_array_length(steps) <= 12))));
alter table macros add constraint macros_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table macros add constraint macros_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table media_leftovers add constraint media_leftovers_pkey PRIMARY KEY (workspace_id, storage_key);
alter table media_leftovers add constraint media_leftovers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table member_goals add constraint member_goals_period_check CHECK ((period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])));
alter table member_goals add constraint member_goals_pkey PRIMARY KEY (workspace_id, member_id, what, period);
alter table member_goals add constraint member_goals_target_check CHECK (((target >= 1) AND (target <= 100000)));
alter table member_goals add constraint member_goals_what_check CHECK ((what = ANY (ARRAY['contacts'::text, 'proposals'::text, 'deals'::text])));
alter table member_goals add constraint member_goals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table member_goals add constraint member_goals_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table member_notices add constraint member_notices_pkey PRIMARY KEY (workspace_id, id);
alter table member_notices add constraint member_notices_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table members add constraint members_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));
alter table members add constraint members_pkey PRIMARY KEY (workspace_id, id);
alter table members add constraint members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'administrator'::text, 'manager'::text, 'supervisor'::text, 'buyer'::text, 'agent'::text, 'technician'::text, 'viewer'::text])));
alter table members add constraint members_role_id_fkey FOREIGN KEY (workspace_id, role_id, role) REFERENCES roles(workspace_id, id, base);
alter table members add constraint members_sees_check CHECK ((sees = ANY (ARRAY['own'::text, 'queues'::text, 'all'::text])));
alter table members add constraint members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE;
alter table members add constraint members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table members add constraint members_workspace_id_user_id_key UNIQUE (workspace_id, user_id);
alter table message_originals add constraint message_originals_pkey PRIMARY KEY (workspace_id, message_id);
alter table message_originals add constraint message_originals_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE;
alter table message_prices add constraint message_prices_category_check CHECK ((category = ANY (ARRAY['any'::text, 'marketing'::text, 'utility'::text, 'authentication'::text, 'service'::text])));
alter table message_prices add constraint message_prices_pkey PRIMARY KEY (workspace_id, channel_kind, category, from_day);
alter table message_prices add constraint message_prices_price_check CHECK ((price >= 0));
alter table message_prices add constraint message_prices_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table message_revisions add constraint message_revisions_pkey PRIMARY KEY (workspace_id, message_id, revised_at);
alter table message_revisions add constraint message_revisions_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE;
alter table message_templates add constraint message_templates_parameter_format_check CHECK ((parameter_format = ANY (ARRAY['positional'::text, 'named'::text])));
alter table message_templates add constraint message_templates_pkey PRIMARY KEY (workspace_id, id);
alter table message_templates add constraint message_templates_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table message_templates add constraint message_templates_workspace_id_channel_id_name_language_key UNIQUE (workspace_id, channel_id, name, language);
alter table message_words add constraint message_words_part_check CHECK ((part = ANY (ARRAY['text'::text, 'files'::text])));
alter table message_words add constraint message_words_pkey PRIMARY KEY (workspace_id, part, occurred_at, message_id);
alter table messages add constraint messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['contact'::text, 'member'::text, 'flow'::text, 'ai'::text, 'automation'::text, 'campaign'::text, 'system'::text, 'api'::text, 'echo'::text])));
alter table messages add constraint messages_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])));
alter table messages add constraint messages_pkey PRIMARY KEY (workspace_id, id);
alter table messages add constraint messages_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'unconfirmed'::text, 'sent'::text, 'failed'::text, 'withdrawn'::text, 'delivered'::text, 'read'::text, 'received'::text]))) NOT VALID;
alter table messages add constraint messages_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table meta_apps add constraint meta_apps_app_id_check CHECK (((char_length(app_id) >= 1) AND (char_length(app_id) <= 40)));
alter table meta_apps add constraint meta_apps_id_key UNIQUE (id);
alter table meta_apps add constraint meta_apps_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)));
alter table meta_apps add constraint meta_apps_pkey PRIMARY KEY (workspace_id, id);
alter table meta_apps add constraint meta_apps_workspace_id_app_id_key UNIQUE (workspace_id, app_id);
alter table meta_apps add constraint meta_apps_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table meter_readings add constraint meter_readings_pkey PRIMARY KEY (workspace_id, id);
alter table meter_readings add constraint meter_readings_value_check CHECK ((value >= 0));
alter table meter_readings add constraint meter_readings_workspace_id_asset_id_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id) ON DELETE CASCADE;
alter table move_inboxes add constraint move_inboxes_pkey PRIMARY KEY (workspace_id, move_id, their_id);
alter table move_inboxes add constraint move_inboxes_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE SET NULL (channel_id);
alter table move_inboxes add constraint move_inboxes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table move_inboxes add constraint move_inboxes_workspace_id_move_id_fkey FOREIGN KEY (workspace_id, move_id) REFERENCES moves(workspace_id, id) ON DELETE CASCADE;
alter table move_problems add constraint move_problems_pkey PRIMARY KEY (workspace_id, move_id, kind, their_id, problem);
alter table move_problems add constraint move_problems_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table move_problems add constraint move_problems_workspace_id_move_id_fkey FOREIGN KEY (workspace_id, move_id) REFERENCES moves(workspace_id, id) ON DELETE CASCADE;
alter table moved_files add constraint moved_files_pkey PRIMARY KEY (workspace_id, attachment_id);
alter table moved_files add constraint moved_files_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table moved_records add constraint moved_records_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'conversation'::text])));
alter table moved_records add constraint moved_records_pkey PRIMARY KEY (workspace_id, origin, kind, their_id);
alter table moved_records add constraint moved_records_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table moves add constraint moves_base_url_check CHECK ((char_length(base_url) <= 500));
alter table moves add constraint moves_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 6000)));
alter table moves add constraint moves_phase_check CHECK ((phase = ANY (ARRAY['agents'::text, 'labels'::text, 'canned'::text, 'contacts'::text, 'conversations'::text, 'messages'::text, 'files'::text])));
alter table moves add constraint moves_pkey PRIMARY KEY (workspace_id, id);
alter table moves add constraint moves_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'checking'::text, 'checked'::text, 'running'::text, 'stopped'::text, 'done'::text])));
alter table moves add constraint moves_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table notice_preferences add constraint notice_preferences_digest_check CHECK ((digest = ANY (ARRAY['off'::text, 'at_once'::text, 'hourly'::text, 'daily'::text])));
alter table notice_preferences add constraint notice_preferences_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table notice_preferences add constraint notice_preferences_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table object_types add constraint object_types_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text));
alter table object_types add constraint object_types_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)));
alter table object_types add constraint object_types_pkey PRIMARY KEY (workspace_id, key);
alter table object_types add constraint object_types_states_check CHECK (((cardinality(states) >= 1) AND (cardinality(states) <= 20)));
alter table object_types add constraint object_types_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table objects add constraint objects_external_id_check CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 120)));
alter table objects add constraint objects_pkey PRIMARY KEY (workspace_id, id);
alter table objects add constraint objects_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)));
alter table objects add constraint objects_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE;
alter table objects add constraint objects_workspace_id_type_external_id_key UNIQUE (workspace_id, type, external_id);
alter table objects add constraint objects_workspace_id_type_fkey FOREIGN KEY (workspace_id, type) REFERENCES object_types(workspace_id, key) ON DELETE CASCADE;
alter table operations_settings add constraint operations_settings_label_phone_check CHECK ((label_phone ~ '^[0-9]{6,15}$'::text));
alter table operations_settings add constraint operations_settings_labour_cents_check CHECK (((labour_cents >= 0) AND (labour_cents <= 100000000)));
alter table operations_settings add constraint operations_settings_last_number_check CHECK ((last_number >= 0));
alter table operations_settings add constraint operations_settings_pkey PRIMARY KEY (workspace_id);
alter table operations_settings add constraint operations_settings_prefix_check CHECK ((prefix ~ '^[A-Z]{1,6}$'::text));
alter table operations_settings add constraint operations_settings_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE SET NULL (calendar_id);
alter table operations_settings add constraint operations_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table parked_signals add constraint parked_signals_pkey PRIMARY KEY (workspace_id, channel_id, provider_message_id, signal_hash);
alter table parked_signals add constraint parked_signals_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table parts add constraint parts_code_check CHECK (((char_length(code) >= 1) AND (char_length(code) <= 40)));
alter table parts add constraint parts_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)));
alter table parts add constraint parts_pkey PRIMARY KEY (workspace_id, id);
alter table parts add constraint parts_unit_check CHECK (((char_length(unit) >= 1) AND (char_length(unit) <= 12)));
alter table parts add constraint parts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table pipeline_stages add constraint pipeline_stages_kind_check CHECK ((kind = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])));
alter table pipeline_stages add constraint pipeline_stages_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)));
alter table pipeline_stages add constraint pipeline_stages_order UNIQUE (workspace_id, pipeline_id, "position") DEFERRABLE INITIALLY DEFERRED;
alter table pipeline_stages add constraint pipeline_stages_pkey PRIMARY KEY (workspace_id, id);
alter table pipeline_stages add constraint pipeline_stages_position_check CHECK ((("position" >= 0) AND ("position" <= 40)));
alter table pipeline_stages add constraint pipeline_stages_probability_check CHECK (((probability >= 0) AND (probability <= 100)));
alter table pipeline_stages add constraint pipeline_stages_stale_days_check CHECK (((stale_days >= 1) AND (stale_days <= 365)));
alter table pipeline_stages add constraint pipeline_stages_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table pipeline_stages add constraint pipeline_stages_workspace_id_pipeline_id_fkey FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines(workspace_id, id) ON DELETE CASCADE;
alter table pipelines add constraint pipelines_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)));
alter table pipelines add constraint pipelines_pkey PRIMARY KEY (workspace_id, id);
alter table pipelines add constraint pipelines_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table plan_occasions add constraint plan_occasions_occasion_check CHECK (((length(occasion) >= 1) AND (length(occasion) <= 40)));
alter table plan_occasions add constraint plan_occasions_pkey PRIMARY KEY (workspace_id, plan_id, occasion);
alter table plan_occasions add constraint plan_occasions_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES work_orders(workspace_id, id) ON DELETE CASCADE;
alter table plan_occasions add constraint plan_occasions_workspace_id_plan_id_fkey FOREIGN KEY (workspace_id, plan_id) REFERENCES preventive_plans(workspace_id, id) ON DELETE CASCADE;
alter table preventive_plans add constraint preventive_plans_check CHECK (((rule IS NULL) <> (every_reading IS NULL)));
alter table preventive_plans add constraint preventive_plans_check1 CHECK ((((rule IS NULL) = (starts_on IS NULL)) AND ((rule IS NULL) = (starts_at IS NULL))));
alter table preventive_plans add constraint preventive_plans_every_reading_check CHECK ((every_reading > 0));
alter table preventive_plans add constraint preventive_plans_pkey PRIMARY KEY (workspace_id, id);
alter table preventive_plans add constraint preventive_plans_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text])));
alter table preventive_plans add constraint preventive_plans_rule_check CHECK ((length(rule) <= 200));
alter table preventive_plans add constraint preventive_plans_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)));
alter table preventive_plans add constraint preventive_plans_workspace_id_asset_id_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id) ON DELETE CASCADE;
alter table preventive_plans add constraint preventive_plans_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table preventive_plans add constraint preventive_plans_workspace_id_technician_id_fkey FOREIGN KEY (workspace_id, technician_id) REFERENCES members(workspace_id, id);
alter table purchase_approvals add constraint purchase_approvals_check CHECK (((approver_id <> requester_id) AND (deputy_id IS DISTINCT FROM requester_id)));
alter table purchase_approvals add constraint purchase_approvals_check1 CHECK (((decided_by IS NULL) OR (decided_by = approver_id) OR (NOT (decided_by IS DISTINCT FROM deputy_id))));
alter table purchase_approvals add constraint purchase_approvals_check2 CHECK (((state = ANY (ARRAY['approved'::text, 'rejected'::text])) = (decided_by IS NOT NULL)));
alter table purchase_approvals add constraint purchase_approvals_decided_on_check CHECK ((decided_on = ANY (ARRAY['screen'::text, 'phone'::text])));
alter table purchase_approvals add constraint purchase_approvals_level_check CHECK (((level >= 1) AND (level <= 3)));
alter table purchase_approvals add constraint purchase_approvals_pkey PRIMARY KEY (workspace_id, id);
alter table purchase_approvals add constraint purchase_approvals_reason_check CHECK ((length(reason) <= 500));
alter table purchase_approvals add constraint purchase_approvals_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'expired'::text, 'withdrawn'::text])));
alter table purchase_approvals add constraint purchase_approvals_workspace_id_approver_id_fkey FOREIGN KEY (workspace_id, approver_id) REFERENCES members(workspace_id, id);
alter table purchase_approvals add constraint purchase_approvals_workspace_id_deputy_id_fkey FOREIGN KEY (workspace_id, deputy_id) REFERENCES members(workspace_id, id);
alter table purchase_approvals add constraint purchase_approvals_workspace_id_purchase_id_fkey FOREIGN KEY (workspace_id, purchase_id) REFERENCES purchases(workspace_id, id) ON DELETE CASCADE;
alter table purchase_letters add constraint purchase_letters_kind_check CHECK ((kind = ANY (ARRAY['ask'::text, 'order'::text, 'answer'::text])));
alter table purchase_letters add constraint purchase_letters_pkey PRIMARY KEY (workspace_id, message_id);
alter table purchase_letters add constraint purchase_letters_workspace_id_purchase_id_fkey FOREIGN KEY (workspace_id, purchase_id) REFERENCES purchases(workspace_id, id) ON DELETE CASCADE;
alter table purchase_letters add constraint purchase_letters_workspace_id_supplier_id_fkey FOREIGN KEY (workspace_id, supplier_id) REFERENCES suppliers(workspace_id, id);
alter table purchase_limits add constraint purchase_limits_above_cents_check CHECK ((above_cents >= 0));
alter table purchase_limits add constraint purchase_limits_check CHECK ((deputy_id <> approver_id));
alter table purchase_limits add constraint purchase_limits_level_check CHECK (((level >= 1) AND (level <= 3)));
alter table purchase_limits add constraint purchase_limits_pkey PRIMARY KEY (workspace_id, level);
alter table purchase_limits add constraint purchase_limits_workspace_id_approver_id_fkey FOREIGN KEY (workspace_id, approver_id) REFERENCES members(workspace_id, id);
alter table purchase_limits add constraint purchase_limits_workspace_id_deputy_id_fkey FOREIGN KEY (workspace_id, deputy_id) REFERENCES members(workspace_id, id);
alter table purchase_limits add constraint purchase_limits_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table purchase_lines add constraint purchase_lines_description_check CHECK (((length(description) >= 1) AND (length(description) <= 200)));
alter table purchase_lines add constraint purchase_lines_pkey PRIMARY KEY (workspace_id, id);
alter table purchase_lines add constraint purchase_lines_quantity_check CHECK ((quantity > 0));
alter table purchase_lines add constraint purchase_lines_received_check CHECK ((received >= 0));
alter table purchase_lines add constraint purchase_lines_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 12)));
alter table purchase_lines add constraint purchase_lines_unit_price_check CHECK ((unit_price >= 0));
alter table purchase_lines add constraint purchase_lines_workspace_id_part_id_fkey FOREIGN KEY (workspace_id, part_id) REFERENCES parts(workspace_id, id);
alter table purchase_lines add constraint purchase_lines_workspace_id_purchase_id_fkey FOREIGN KEY (workspace_id, purchase_id) REFERENCES purchases(workspace_id, id) ON DELETE CASCADE;
alter table purchase_numbers add constraint purchase_numbers_pkey PRIMARY KEY (workspace_id);
alter table purchase_numbers add constraint purchase_numbers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table purchase_quote_lines add constraint purchase_quote_lines_pkey PRIMARY KEY (workspace_id, quote_id, line_id);
alter table purchase_quote_lines add constraint purchase_quote_lines_unit_price_check CHECK ((unit_price >= 0));
alter table purchase_quote_lines add constraint purchase_quote_lines_workspace_id_line_id_fkey FOREIGN KEY (workspace_id, line_id) REFERENCES purchase_lines(workspace_id, id) ON DELETE CASCADE;
alter table purchase_quote_lines add constraint purchase_quote_lines_workspace_id_quote_id_fkey FOREIGN KEY (workspace_id, quote_id) REFERENCES purchase_quotes(workspace_id, id) ON DELETE CASCADE;
alter table purchase_quotes add constraint purchase_quotes_delivery_days_check CHECK (((delivery_days >= 0) AND (delivery_days <= 999)));
alter table purchase_quotes add constraint purchase_quotes_freight_cents_check CHECK ((freight_cents >= 0));
alter table purchase_quotes add constraint purchase_quotes_note_check CHECK ((length(note) <= 1000));
alter table purchase_quotes add constraint purchase_quotes_pkey PRIMARY KEY (workspace_id, id);
alter table purchase_quotes add constraint purchase_quotes_total_cents_check CHECK ((total_cents >= 0));
alter table purchase_quotes add constraint purchase_quotes_workspace_id_purchase_id_fkey FOREIGN KEY (workspace_id, purchase_id) REFERENCES purchases(workspace_id, id) ON DELETE CASCADE;
alter table purchase_quotes add constraint purchase_quotes_workspace_id_purchase_id_supplier_id_key UNIQUE (workspace_id, purchase_id, supplier_id);
alter table purchase_quotes add constraint purchase_quotes_workspace_id_supplier_id_fkey FOREIGN KEY (workspace_id, supplier_id) REFERENCES suppliers(workspace_id, id);
alter table purchase_receipt_lines add constraint purchase_receipt_lines_pkey PRIMARY KEY (workspace_id, receipt_id, line_id);
alter table purchase_receipt_lines add constraint purchase_receipt_lines_quantity_check CHECK ((quantity > 0));
alter table purchase_receipt_lines add constraint purchase_receipt_lines_workspace_id_line_id_fkey FOREIGN KEY (workspace_id, line_id) REFERENCES purchase_lines(workspace_id, id);
alter table purchase_receipt_lines add constraint purchase_receipt_lines_workspace_id_receipt_id_fkey FOREIGN KEY (workspace_id, receipt_id) REFERENCES purchase_receipts(workspace_id, id) ON DELETE CASCADE;
alter table purchase_receipts add constraint purchase_receipts_invoice_key_check CHECK ((invoice_key ~ '^[0-9]{44}$'::text));
alter table purchase_receipts add constraint purchase_receipts_invoice_number_check CHECK ((length(invoice_number) <= 40));
alter table purchase_receipts add constraint purchase_receipts_pkey PRIMARY KEY (workspace_id, id);
alter table purchase_receipts add constraint purchase_receipts_reason_check CHECK ((length(reason) <= 500));
alter table purchase_receipts add constraint purchase_receipts_workspace_id_purchase_id_fkey FOREIGN KEY (workspace_id, purchase_id) REFERENCES purchases(workspace_id, id) ON DELETE CASCADE;
alter table purchase_receipts add constraint purchase_receipts_workspace_id_site_id_fkey FOREIGN KEY (workspace_id, site_id) REFERENCES sites(workspace_id, id);
alter table purchase_steps add constraint purchase_steps_pkey PRIMARY KEY (workspace_id, id);
alter table purchase_steps add constraint purchase_steps_workspace_id_purchase_id_fkey FOREIGN KEY (workspace_id, purchase_id) REFERENCES purchases(workspace_id, id) ON DELETE CASCADE;
alter table purchases add constraint purchases_freight_cents_check CHECK ((freight_cents >= 0));
alter table purchases add constraint purchases_pkey PRIMARY KEY (workspace_id, id);
alter table purchases add constraint purchases_reason_check CHECK ((length(reason) <= 1000));
alter table purchases add constraint purchases_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'quoting'::text, 'awaiting_approval'::text, 'approved'::text, 'ordered'::text, 'partly_received'::text, 'received'::text, 'rejected'::text, 'cancelled'::text])));
alter table purchases add constraint purchases_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)));
alter table purchases add constraint purchases_total_cents_check CHECK ((total_cents >= 0));
alter table purchases add constraint purchases_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table purchases add constraint purchases_workspace_id_number_key UNIQUE (workspace_id, number);
alter table purchases add constraint purchases_workspace_id_requester_id_fkey FOREIGN KEY (workspace_id, requester_id) REFERENCES members(workspace_id, id);
alter table purchases add constraint purchases_workspace_id_site_id_fkey FOREIGN KEY (workspace_id, site_id) REFERENCES sites(workspace_id, id) ON DELETE SET NULL (site_id);
alter table purchases add constraint purchases_workspace_id_supplier_id_fkey FOREIGN KEY (workspace_id, supplier_id) REFERENCES suppliers(workspace_id, id);
alter table purchases add constraint purchases_workspace_id_work_order_id_fkey FOREIGN KEY (workspace_id, work_order_id) REFERENCES work_orders(workspace_id, id);
alter table push_subscriptions add constraint push_subscriptions_pkey PRIMARY KEY (workspace_id, id);
alter table push_subscriptions add constraint push_subscriptions_workspace_id_endpoint_hash_key UNIQUE (workspace_id, endpoint_hash);
alter table push_subscriptions add constraint push_subscriptions_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table queue_members add constraint queue_members_pkey PRIMARY KEY (workspace_id, queue_id, member_id);
alter table queue_members add constraint queue_members_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table queue_members add constraint queue_members_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id) ON DELETE CASCADE;
alter table queue_settings add constraint queue_settings_abandon_after_seconds_check CHECK (((abandon_after_seconds >= 10) AND (abandon_after_seconds <= 31536000)));
alter table queue_settings add constraint queue_settings_answer_within_seconds_check CHECK (((answer_within_seconds >= 10) AND (answer_within_seconds <= 86400)));
alter table queue_settings add constraint queue_settings_capacity_check CHECK (((capacity >= 1) AND (capacity <= 100)));
alter table queue_settings add constraint queue_settings_check CHECK ((overflow_queue_id IS DISTINCT FROM queue_id));
alter table queue_settings add constraint queue_settings_description_check CHECK ((length(description) <= 500));
alter table queue_settings add constraint queue_settings_first_response_seconds_check CHECK (((first_response_seconds >= 1) AND (first_response_seconds <= 31536000)));
alter table queue_settings add constraint queue_settings_mode_check CHECK ((mode = ANY (ARRAY['round_robin'::text, 'least_busy'::text, 'skill'::text, 'pull'::text])));
alter table queue_settings add constraint queue_settings_overflow_after_seconds_check CHECK (((overflow_after_seconds >= 10) AND (overflow_after_seconds <= 86400)));
alter table queue_settings add constraint queue_settings_pkey PRIMARY KEY (workspace_id, queue_id);
alter table queue_settings add constraint queue_settings_priority_check CHECK (((priority >= 1) AND (priority <= 10)));
alter table queue_settings add constraint queue_settings_resolution_seconds_check CHECK (((resolution_seconds >= 1) AND (resolution_seconds <= 31536000)));
alter table queue_settings add constraint queue_settings_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id);
alter table queue_settings add constraint queue_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table queue_settings add constraint queue_settings_workspace_id_overflow_queue_id_fkey FOREIGN KEY (workspace_id, overflow_queue_id) REFERENCES queues(workspace_id, id) ON DELETE SET NULL (overflow_queue_id);
alter table queue_settings add constraint queue_settings_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id) ON DELETE CASCADE;
alter table queue_staff add constraint queue_staff_check CHECK ((num_nonnulls(member_id, team_id) = 1));
alter table queue_staff add constraint queue_staff_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table queue_staff add constraint queue_staff_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id) ON DELETE CASCADE;
alter table queue_staff add constraint queue_staff_workspace_id_queue_id_member_id_team_id_key UNIQUE NULLS NOT DISTINCT (workspace_id, queue_id, member_id, team_id);
alter table queue_staff add constraint queue_staff_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE;
alter table queues add constraint queues_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));
alter table queues add constraint queues_pkey PRIMARY KEY (workspace_id, id);
alter table queues add constraint queues_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table queues add constraint queues_workspace_id_name_key UNIQUE (workspace_id, name);
alter table raw_event_failures add constraint raw_event_failures_owner CHECK ((num_nonnulls(channel_id, meta_app_id) = 1));
alter table raw_event_failures add constraint raw_event_failures_pkey PRIMARY KEY (workspace_id, raw_event_id);
alter table raw_event_failures add constraint raw_event_failures_reason_check CHECK ((reason = ANY (ARRAY['malformed'::text, 'failed'::text])));
alter table raw_event_failures add constraint raw_event_failures_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table raw_event_failures add constraint raw_event_failures_workspace_id_meta_app_id_fkey FOREIGN KEY (workspace_id, meta_app_id) REFERENCES meta_apps(workspace_id, id) ON DELETE CASCADE;
alter table raw_events add constraint raw_events_pkey PRIMARY KEY (workspace_id, channel_id, body_hash, received_month);
alter table reactions add constraint reactions_pkey PRIMARY KEY (workspace_id, message_id, reactor);
alter table reactions add constraint reactions_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE;
alter table record_import_rows add constraint record_import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['made'::text, 'changed'::text, 'failed'::text])));
alter table record_import_rows add constraint record_import_rows_pkey PRIMARY KEY (workspace_id, import_id, number);
alter table record_import_rows add constraint record_import_rows_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES record_imports(workspace_id, id) ON DELETE CASCADE;
alter table record_imports add constraint record_imports_file_name_check CHECK ((char_length(file_name) <= 200));
alter table record_imports add constraint record_imports_kind_check CHECK ((kind = ANY (ARRAY['asset'::text, 'site'::text, 'part'::text])));
alter table record_imports add constraint record_imports_pkey PRIMARY KEY (workspace_id, id);
alter table record_imports add constraint record_imports_row_count_check CHECK (((row_count >= 1) AND (row_count <= 5000)));
alter table record_imports add constraint record_imports_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'running'::text, 'done'::text, 'undoing'::text, 'undone'::text])));
alter table record_imports add constraint record_imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table registration_files add constraint registration_files_check CHECK (((state = 'kept'::text) = (storage_key IS NOT NULL)));
alter table registration_files add constraint registration_files_pkey PRIMARY KEY (workspace_id, id);
alter table registration_files add constraint registration_files_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'kept'::text, 'lost'::text])));
alter table registration_files add constraint registration_files_workspace_id_registration_id_fkey FOREIGN KEY (workspace_id, registration_id) REFERENCES registrations(workspace_id, id) ON DELETE CASCADE;
alter table registration_forms add constraint registration_forms_key_check CHECK ((key ~ '^[a-z0-9_]{1,40}$'::text));
alter table registration_forms add constraint registration_forms_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));
alter table registration_forms add constraint registration_forms_pkey PRIMARY KEY (workspace_id, id);
alter table registration_forms add constraint registration_forms_promise_hours_check CHECK (((promise_hours >= 1) AND (promise_hours <= 2000)));
alter table registration_forms add constraint registration_forms_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table registration_forms add constraint registration_forms_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id) ON DELETE SET NULL (queue_id);
alter table registration_history add constraint registration_history_pkey PRIMARY KEY (workspace_id, id);
alter table registration_history add constraint registration_history_workspace_id_registration_id_fkey FOREIGN KEY (workspace_id, registration_id) REFERENCES registrations(workspace_id, id) ON DELETE CASCADE;
alter table registration_words add constraint registration_words_pkey PRIMARY KEY (workspace_id, word, registration_id);
alter table registration_words add constraint registration_words_workspace_id_registration_id_fkey FOREIGN KEY (workspace_id, registration_id) REFERENCES registrations(workspace_id, id) ON DELETE CASCADE;
alter table registrations add constraint registrations_check CHECK (((status = ANY (ARRAY['approved'::text, 'rejected'::text])) = (decided_at IS NOT NULL)));
alter table registrations add constraint registrations_check1 CHECK (((status <> 'pending'::text) OR (due_at IS NOT NULL)));
alter table registrations add constraint registrations_check2 CHECK (((status <> 'rejected'::text) OR (reason IS NOT NULL)));
alter table registrations add constraint registrations_held_is_open CHECK (((held_decision IS NULL) OR (decided_at IS NULL))) NOT VALID;
alter table registrations add constraint registrations_number_check CHECK (((length(number) >= 1) AND (length(number) <= 20)));
alter table registrations add constraint registrations_pkey PRIMARY KEY (workspace_id, id);
alter table registrations add constraint registrations_source_check CHECK ((source = ANY (ARRAY['flow'::text, 'web'::text, 'api'::text, 'panel'::text])));
alter table registrations add constraint registrations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'needs_correction'::text])));
alter table registrations add constraint registrations_workspace_id_form_id_fkey FOREIGN KEY (workspace_id, form_id) REFERENCES registration_forms(workspace_id, id);
alter table registrations add constraint registrations_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id) ON DELETE SET NULL (queue_id);
alter table retired_keys add constraint retired_keys_pkey PRIMARY KEY (purpose, master_id);
alter table roles add constraint roles_base_check CHECK ((base = ANY (ARRAY['administrator'::text, 'manager'::text, 'supervisor'::text, 'buyer'::text, 'agent'::text, 'technician'::text, 'viewer'::text])));
alter table roles add constraint roles_description_check CHECK ((length(description) <= 300));
alter table roles add constraint roles_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)));
alter table roles add constraint roles_pkey PRIMARY KEY (workspace_id, id);
alter table roles add constraint roles_sees_check CHECK ((sees = ANY (ARRAY['own'::text, 'queues'::text, 'all'::text])));
alter table roles add constraint roles_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table roles add constraint roles_workspace_id_id_base_key UNIQUE (workspace_id, id, base);
alter table saved_views add constraint saved_views_color_check CHECK ((color = ANY (ARRAY['gray'::text, 'teal'::text, 'amber'::text, 'violet'::text, 'pink'::text, 'blue'::text, 'green'::text, 'red'::text])));
alter table saved_views add constraint saved_views_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)));
alter table saved_views add constraint saved_views_pkey PRIMARY KEY (workspace_id, id);
alter table saved_views add constraint saved_views_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table scheduled_messages add constraint scheduled_messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['member'::text, 'api_key'::text])));
alter table scheduled_messages add constraint scheduled_messages_pkey PRIMARY KEY (workspace_id, id);
alter table scheduled_messages add constraint scheduled_messages_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'refused'::text, 'answered'::text, 'cancelled'::text])));
alter table scheduled_messages add constraint scheduled_messages_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table search_backlog add constraint search_backlog_pkey PRIMARY KEY (workspace_id);
alter table search_backlog add constraint search_backlog_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table sessions add constraint sessions_closed_reason_check CHECK ((closed_reason = ANY (ARRAY['resolved'::text, 'silence'::text, 'timeout'::text, 'merged'::text]))) NOT VALID;
alter table sessions add constraint sessions_holder_check CHECK ((holder = ANY (ARRAY['nobody'::text, 'flow'::text, 'ai'::text, 'queue'::text, 'person'::text])));
alter table sessions add constraint sessions_opened_by_check CHECK ((opened_by = ANY (ARRAY['contact'::text, 'member'::text, 'flow'::text])));
alter table sessions add constraint sessions_pkey PRIMARY KEY (workspace_id, id);
alter table sessions add constraint sessions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table sign_on_identities add constraint sign_on_identities_pkey PRIMARY KEY (workspace_id, issuer, subject);
alter table sign_on_identities add constraint sign_on_identities_subject_check CHECK ((char_length(subject) <= 500));
alter table sign_on_identities add constraint sign_on_identities_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table sign_on_identities add constraint sign_on_identities_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table sign_on_providers add constraint sign_on_providers_client_id_check CHECK ((char_length(client_id) <= 500));
alter table sign_on_providers add constraint sign_on_providers_id_key UNIQUE (id);
alter table sign_on_providers add constraint sign_on_providers_issuer_check CHECK ((char_length(issuer) <= 500));
alter table sign_on_providers add constraint sign_on_providers_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 60)));
alter table sign_on_providers add constraint sign_on_providers_pkey PRIMARY KEY (workspace_id);
alter table sign_on_providers add constraint sign_on_providers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table sites add constraint sites_address_check CHECK ((char_length(address) <= 500));
alter table sites add constraint sites_check CHECK (((latitude IS NULL) = (longitude IS NULL)));
alter table sites add constraint sites_code_check CHECK (((char_length(code) >= 1) AND (char_length(code) <= 40)));
alter table sites add constraint sites_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)));
alter table sites add constraint sites_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)));
alter table sites add constraint sites_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)));
alter table sites add constraint sites_pkey PRIMARY KEY (workspace_id, id);
alter table sites add constraint sites_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE SET NULL (calendar_id);
alter table sites add constraint sites_workspace_id_company_id_fkey FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id) ON DELETE SET NULL (company_id);
alter table sites add constraint sites_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table spend_budgets add constraint spend_budgets_cents_check CHECK ((cents >= 0));
alter table spend_budgets add constraint spend_budgets_from_month_check CHECK ((date_part('day'::text, from_month) = (1)::double precision));
alter table spend_budgets add constraint spend_budgets_kind_check CHECK ((length(kind) <= 40));
alter table spend_budgets add constraint spend_budgets_pkey PRIMARY KEY (workspace_id, id);
alter table spend_budgets add constraint spend_budgets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table spend_budgets add constraint spend_budgets_workspace_id_kind_from_month_key UNIQUE (workspace_id, kind, from_month);
alter table spend_looks add constraint spend_looks_pkey PRIMARY KEY (workspace_id);
alter table spend_looks add constraint spend_looks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table stock_balances add constraint stock_balances_check CHECK ((reserved <= quantity));
alter table stock_balances add constraint stock_balances_check1 CHECK (((quantity > 0) OR (value = (0)::numeric)));
alter table stock_balances add constraint stock_balances_minimum_check CHECK ((minimum > 0));
alter table stock_balances add constraint stock_balances_pkey PRIMARY KEY (workspace_id, part_id, site_id);
alter table stock_balances add constraint stock_balances_quantity_check CHECK ((quantity >= 0));
alter table stock_balances add constraint stock_balances_reserved_check CHECK ((reserved >= 0));
alter table stock_balances add constraint stock_balances_value_check CHECK ((value >= (0)::numeric));
alter table stock_balances add constraint stock_balances_workspace_id_part_id_fkey FOREIGN KEY (workspace_id, part_id) REFERENCES parts(workspace_id, id) ON DELETE CASCADE;
alter table stock_balances add constraint stock_balances_workspace_id_site_id_fkey FOREIGN KEY (workspace_id, site_id) REFERENCES sites(workspace_id, id) ON DELETE CASCADE;
alter table stock_count_lines add constraint stock_count_lines_counted_check CHECK ((counted >= 0));
alter table stock_count_lines add constraint stock_count_lines_pkey PRIMARY KEY (workspace_id, count_id, part_id);
alter table stock_count_lines add constraint stock_count_lines_workspace_id_count_id_fkey FOREIGN KEY (workspace_id, count_id) REFERENCES stock_counts(workspace_id, id) ON DELETE CASCADE;
alter table stock_count_lines add constraint stock_count_lines_workspace_id_part_id_fkey FOREIGN KEY (workspace_id, part_id) REFERENCES parts(workspace_id, id) ON DELETE CASCADE;
alter table stock_counts add constraint stock_counts_check CHECK (((state = 'open'::text) = (ended_at IS NULL)));
alter table stock_counts add constraint stock_counts_pkey PRIMARY KEY (workspace_id, id);
alter table stock_counts add constraint stock_counts_state_check CHECK ((state = ANY (ARRAY['open'::text, 'finished'::text, 'cancelled'::text])));
alter table stock_counts add constraint stock_counts_workspace_id_site_id_fkey FOREIGN KEY (workspace_id, site_id) REFERENCES sites(workspace_id, id) ON DELETE CASCADE;
alter table stock_movements add constraint stock_movements_check CHECK (
CASE kind
    WHEN 'in'::text THEN ((quantity > 0) AND (reserved = 0))
    WHEN 'out'::text THEN ((quantity < 0) AND (reserved <= 0))
    WHEN 'transfer_out'::text THEN ((quantity < 0) AND (reserved = 0) AND (transfer_id IS NOT NULL))
    WHEN 'transfer_in'::text THEN ((quantity > 0) AND (reserved = 0) AND (transfer_id IS NOT NULL))
    WHEN 'adjust'::text THEN ((quantity <> 0) AND (reserved = 0))
    WHEN 'reserve'::text THEN ((quantity = 0) AND (reserved > 0) AND (work_order_id IS NOT NULL))
    WHEN 'unreserve'::text THEN ((quantity = 0) AND (reserved < 0) AND (work_order_id IS NOT NULL))
    ELSE ((quantity > 0) AND (reserved = 0) AND (work_order_id IS NOT NULL))
END);
alter table stock_movements add constraint stock_movements_kind_check CHECK ((kind = ANY (ARRAY['in'::text, 'out'::text, 'transfer_out'::text, 'transfer_in'::text, 'adjust'::text, 'reserve'::text, 'unreserve'::text, 'return'::text])));
alter table stock_movements add constraint stock_movements_pkey PRIMARY KEY (workspace_id, part_id, site_id, place);
alter table stock_movements add constraint stock_movements_reason_check CHECK ((length(reason) <= 500));
alter table stock_movements add constraint stock_movements_unit_cost_check CHECK ((unit_cost >= 0));
alter table stock_movements add constraint stock_movements_workspace_id_id_key UNIQUE (workspace_id, id);
alter table stock_movements add constraint stock_movements_workspace_id_part_id_site_id_fkey FOREIGN KEY (workspace_id, part_id, site_id) REFERENCES stock_balances(workspace_id, part_id, site_id) ON DELETE CASCADE;
alter table stock_movements add constraint stock_movements_workspace_id_work_order_id_fkey FOREIGN KEY (workspace_id, work_order_id) REFERENCES work_orders(workspace_id, id);
alter table stock_reservations add constraint stock_reservations_pkey PRIMARY KEY (workspace_id, work_order_id, part_id, site_id);
alter table stock_reservations add constraint stock_reservations_quantity_check CHECK ((quantity >= 0));
alter table stock_reservations add constraint stock_reservations_workspace_id_part_id_site_id_fkey FOREIGN KEY (workspace_id, part_id, site_id) REFERENCES stock_balances(workspace_id, part_id, site_id) ON DELETE CASCADE;
alter table stock_reservations add constraint stock_reservations_workspace_id_work_order_id_fkey FOREIGN KEY (workspace_id, work_order_id) REFERENCES work_orders(workspace_id, id) ON DELETE CASCADE;
alter table stock_transfers add constraint stock_transfers_check CHECK ((from_site_id <> to_site_id));
alter table stock_transfers add constraint stock_transfers_check1 CHECK (((state = 'in_transit'::text) = (ended_at IS NULL)));
alter table stock_transfers add constraint stock_transfers_pkey PRIMARY KEY (workspace_id, id);
alter table stock_transfers add constraint stock_transfers_quantity_check CHECK ((quantity > 0));
alter table stock_transfers add constraint stock_transfers_reason_check CHECK ((length(reason) <= 500));
alter table stock_transfers add constraint stock_transfers_state_check CHECK ((state = ANY (ARRAY['in_transit'::text, 'received'::text, 'returned'::text])));
alter table stock_transfers add constraint stock_transfers_workspace_id_from_site_id_fkey FOREIGN KEY (workspace_id, from_site_id) REFERENCES sites(workspace_id, id) ON DELETE CASCADE;
alter table stock_transfers add constraint stock_transfers_workspace_id_part_id_fkey FOREIGN KEY (workspace_id, part_id) REFERENCES parts(workspace_id, id) ON DELETE CASCADE;
alter table stock_transfers add constraint stock_transfers_workspace_id_to_site_id_fkey FOREIGN KEY (workspace_id, to_site_id) REFERENCES sites(workspace_id, id) ON DELETE CASCADE;
alter table storage_use add constraint storage_use_pkey PRIMARY KEY (workspace_id);
alter table storage_use add constraint storage_use_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table suppliers add constraint suppliers_email_check CHECK ((char_length(email) <= 200));
alter table suppliers add constraint suppliers_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)));
alter table suppliers add constraint suppliers_note_check CHECK ((char_length(note) <= 2000));
alter table suppliers add constraint suppliers_phone_check CHECK ((char_length(phone) <= 40));
alter table suppliers add constraint suppliers_pkey PRIMARY KEY (workspace_id, id);
alter table suppliers add constraint suppliers_tax_id_check CHECK (((char_length(tax_id) >= 1) AND (char_length(tax_id) <= 30)));
alter table suppliers add constraint suppliers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table taps add constraint taps_pkey PRIMARY KEY (workspace_id, token);
alter table taps add constraint taps_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table task_links add constraint task_links_pkey PRIMARY KEY (workspace_id, task_id, kind, subject_id);
alter table task_links add constraint task_links_workspace_id_task_id_fkey FOREIGN KEY (workspace_id, task_id) REFERENCES tasks(workspace_id, id) ON DELETE CASCADE;
alter table tasks add constraint tasks_check CHECK (((due_on IS NULL) OR (due_at IS NOT NULL)));
alter table tasks add constraint tasks_check1 CHECK (((state = 'done'::text) = (done_at IS NOT NULL)));
alter table tasks add constraint tasks_note_check CHECK ((length(note) <= 4000));
alter table tasks add constraint tasks_pkey PRIMARY KEY (workspace_id, id);
alter table tasks add constraint tasks_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text])));
alter table tasks add constraint tasks_remind_minutes_check CHECK (((remind_minutes >= 0) AND (remind_minutes <= 40320)));
alter table tasks add constraint tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text])));
alter table tasks add constraint tasks_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)));
alter table tasks add constraint tasks_workspace_id_assignee_id_fkey FOREIGN KEY (workspace_id, assignee_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (assignee_id);
alter table tasks add constraint tasks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table team_members add constraint team_members_pkey PRIMARY KEY (workspace_id, team_id, member_id);
alter table team_members add constraint team_members_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table team_members add constraint team_members_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE;
alter table teams add constraint teams_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));
alter table teams add constraint teams_pkey PRIMARY KEY (workspace_id, id);
alter table teams add constraint teams_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table technicians add constraint technicians_check CHECK (((contact_id IS NULL) = (linked_at IS NULL)));
alter table technicians add constraint technicians_pkey PRIMARY KEY (workspace_id, member_id);
alter table technicians add constraint technicians_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table technicians add constraint technicians_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE;
alter table ticket_moves add constraint ticket_moves_pkey PRIMARY KEY (workspace_id, id);
alter table ticket_moves add constraint ticket_moves_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id) ON DELETE CASCADE;
alter table ticket_ratings add constraint ticket_ratings_comment_check CHECK ((length(comment) <= 2000));
alter table ticket_ratings add constraint ticket_ratings_not_asked_check CHECK ((not_asked = ANY (ARRAY['by_hand'::text, 'reason'::text, 'queue'::text, 'window_closed'::text, 'unreachable'::text])));
alter table ticket_ratings add constraint ticket_ratings_pkey PRIMARY KEY (workspace_id, ticket_id);
alter table ticket_ratings add constraint ticket_ratings_score_check CHECK (((score >= 1) AND (score <= 5)));
alter table ticket_ratings add constraint ticket_ratings_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id) ON DELETE CASCADE;
alter table tickets add constraint tickets_check CHECK (((state = ANY (ARRAY['waiting'::text, 'in_service'::text])) = (ended_at IS NULL)));
alter table tickets add constraint tickets_check1 CHECK (((state <> 'in_service'::text) OR (assigned_at IS NOT NULL)));
alter table tickets add constraint tickets_check2 CHECK (((state <> 'waiting'::text) OR (agent_id IS NULL)));
alter table tickets add constraint tickets_ended_because_check CHECK ((ended_because = ANY (ARRAY['resolved'::text, 'silence'::text, 'timeout'::text, 'abandoned'::text, 'transferred'::text, 'handed_back'::text, 'merged'::text])));
alter table tickets add constraint tickets_pkey PRIMARY KEY (workspace_id, id);
alter table tickets add constraint tickets_priority_check CHECK (((priority >= 1) AND (priority <= 10)));
alter table tickets add constraint tickets_protocol_check CHECK ((length(protocol) <= 20));
alter table tickets add constraint tickets_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'in_service'::text, 'finished'::text, 'abandoned'::text, 'transferred'::text])));
alter table tickets add constraint tickets_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES members(workspace_id, id);
alter table tickets add constraint tickets_workspace_id_close_reason_id_fkey FOREIGN KEY (workspace_id, close_reason_id) REFERENCES close_reasons(workspace_id, id);
alter table tickets add constraint tickets_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE;
alter table tickets add constraint tickets_workspace_id_protocol_part_key UNIQUE (workspace_id, protocol, part);
alter table tickets add constraint tickets_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id) ON DELETE SET NULL (queue_id);
alter table transcription_on add constraint transcription_on_pkey PRIMARY KEY (workspace_id);
alter table transcription_on add constraint transcription_on_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table used_codes add constraint used_codes_pkey PRIMARY KEY (user_id, code_hash);
alter table used_codes add constraint used_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE;
alter table voices_heard add constraint voices_heard_pkey PRIMARY KEY (workspace_id, message_id);
alter table voices_heard add constraint voices_heard_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE;
alter table webchat_files add constraint webchat_files_pkey PRIMARY KEY (workspace_id, hash);
alter table webchat_files add constraint webchat_files_workspace_id_person_id_fkey FOREIGN KEY (workspace_id, person_id) REFERENCES webchat_people(workspace_id, id) ON DELETE CASCADE;
alter table webchat_lines add constraint webchat_lines_line_id_check CHECK (((length(line_id) >= 1) AND (length(line_id) <= 100)));
alter table webchat_lines add constraint webchat_lines_pkey PRIMARY KEY (workspace_id, person_id, seq);
alter table webchat_lines add constraint webchat_lines_side_check CHECK ((side = ANY (ARRAY['visitor'::text, 'business'::text, 'news'::text])));
alter table webchat_lines add constraint webchat_lines_workspace_id_person_id_fkey FOREIGN KEY (workspace_id, person_id) REFERENCES webchat_people(workspace_id, id) ON DELETE CASCADE;
alter table webchat_lines add constraint webchat_lines_workspace_id_person_id_line_id_key UNIQUE (workspace_id, person_id, line_id);
alter table webchat_people add constraint webchat_people_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200)));
alter table webchat_people add constraint webchat_people_pkey PRIMARY KEY (workspace_id, id);
alter table webchat_people add constraint webchat_people_workspace_id_channel_id_external_id_key UNIQUE (workspace_id, channel_id, external_id);
alter table webchat_people add constraint webchat_people_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE;
alter table webchat_tokens add constraint webchat_tokens_kind_check CHECK ((kind = ANY (ARRAY['visit'::text, 'resume'::text])));
alter table webchat_tokens add constraint webchat_tokens_pkey PRIMARY KEY (workspace_id, hash);
alter table webchat_tokens add constraint webchat_tokens_workspace_id_person_id_fkey FOREIGN KEY (workspace_id, person_id) REFERENCES webchat_people(workspace_id, id) ON DELETE CASCADE;
alter table webhook_deliveries add constraint webhook_deliveries_answer_check CHECK ((octet_length(answer) <= 1024));
alter table webhook_deliveries add constraint webhook_deliveries_pkey PRIMARY KEY (workspace_id, id);
alter table webhook_deliveries add constraint webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])));
alter table webhook_deliveries add constraint webhook_deliveries_workspace_id_endpoint_id_fkey FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoints(workspace_id, id) ON DELETE CASCADE;
alter table webhook_deliveries add constraint webhook_deliveries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table webhook_endpoints add constraint webhook_endpoints_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80)));
alter table webhook_endpoints add constraint webhook_endpoints_pkey PRIMARY KEY (workspace_id, id);
alter table webhook_endpoints add constraint webhook_endpoints_url_check CHECK ((char_length(url) <= 2000));
alter table webhook_endpoints add constraint webhook_endpoints_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table work_order_files add constraint work_order_files_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'video'::text, 'audio'::text, 'document'::text, 'signature'::text])));
alter table work_order_files add constraint work_order_files_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)));
alter table work_order_files add constraint work_order_files_pkey PRIMARY KEY (workspace_id, id);
alter table work_order_files add constraint work_order_files_signer_check CHECK ((((kind = 'signature'::text) = (signer IS NOT NULL)) AND ((char_length(signer) >= 1) AND (char_length(signer) <= 120))));
alter table work_order_files add constraint work_order_files_workspace_id_order_id_attachment_id_key UNIQUE (workspace_id, order_id, attachment_id);
alter table work_order_files add constraint work_order_files_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES work_orders(workspace_id, id) ON DELETE CASCADE;
alter table work_order_messages add constraint work_order_messages_pkey PRIMARY KEY (workspace_id, message_id);
alter table work_order_messages add constraint work_order_messages_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES work_orders(workspace_id, id) ON DELETE CASCADE;
alter table work_order_questions add constraint work_order_questions_pkey PRIMARY KEY (workspace_id, conversation_id);
alter table work_order_questions add constraint work_order_questions_wanted_check CHECK ((wanted = ANY (ARRAY['pause_reason'::text, 'photo'::text, 'solution'::text, 'ticket'::text, 'report'::text, 'part'::text])));
alter table work_order_steps add constraint work_order_steps_pkey PRIMARY KEY (workspace_id, id);
alter table work_order_steps add constraint work_order_steps_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES work_orders(workspace_id, id) ON DELETE CASCADE;
alter table work_order_times add constraint work_order_times_check CHECK ((ended_at >= started_at));
alter table work_order_times add constraint work_order_times_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)));
alter table work_order_times add constraint work_order_times_ended_by_check CHECK ((ended_by = ANY (ARRAY['pause'::text, 'check_out'::text, 'cancel'::text])));
alter table work_order_times add constraint work_order_times_pkey PRIMARY KEY (workspace_id, id);
alter table work_order_times add constraint work_order_times_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES work_orders(workspace_id, id) ON DELETE CASCADE;
alter table work_orders add constraint work_orders_check CHECK (((state <> 'paused'::text) OR (pause_reason IS NOT NULL)));
alter table work_orders add constraint work_orders_check1 CHECK (((state <> ALL (ARRAY['done'::text, 'closed'::text])) OR ((done_at IS NOT NULL) AND (btrim(solution) <> ''::text))));
alter table work_orders add constraint work_orders_description_check CHECK ((char_length(description) <= 4000));
alter table work_orders add constraint work_orders_kind_check CHECK ((kind = ANY (ARRAY['corrective'::text, 'preventive'::text, 'installation'::text, 'inspection'::text])));
alter table work_orders add constraint work_orders_origin_check CHECK ((origin = ANY (ARRAY['web'::text, 'whatsapp_bot'::text, 'qr_code'::text, 'voice'::text, 'api'::text, 'plan'::text])));
alter table work_orders add constraint work_orders_pause_reason_check CHECK (((char_length(pause_reason) >= 1) AND (char_length(pause_reason) <= 300)));
alter table work_orders add constraint work_orders_pkey PRIMARY KEY (workspace_id, id);
alter table work_orders add constraint work_orders_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text])));
alter table work_orders add constraint work_orders_solution_check CHECK ((char_length(solution) <= 4000));
alter table work_orders add constraint work_orders_state_check CHECK ((state = ANY (ARRAY['open'::text, 'offered'::text, 'accepted'::text, 'on_the_way'::text, 'in_progress'::text, 'paused'::text, 'done'::text, 'closed'::text, 'cancelled'::text])));
alter table work_orders add constraint work_orders_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)));
alter table work_orders add constraint work_orders_workspace_id_asset_id_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id);
alter table work_orders add constraint work_orders_workspace_id_contractor_id_fkey FOREIGN KEY (workspace_id, contractor_id) REFERENCES contractors(workspace_id, id);
alter table work_orders add constraint work_orders_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE;
alter table work_orders add constraint work_orders_workspace_id_number_key UNIQUE (workspace_id, number);
alter table work_orders add constraint work_orders_workspace_id_site_id_fkey FOREIGN KEY (workspace_id, site_id) REFERENCES sites(workspace_id, id);
alter table work_orders add constraint work_orders_workspace_id_technician_id_fkey FOREIGN KEY (workspace_id, technician_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (technician_id);
alter table workspaces add constraint workspaces_agents_see_check CHECK ((agents_see = ANY (ARRAY['own'::text, 'queues'::text, 'all'::text])));
alter table workspaces add constraint workspaces_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));
alter table workspaces add constraint workspaces_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table workspaces add constraint workspaces_language_check CHECK ((language = ANY (ARRAY['pt-BR'::text, 'en'::text, 'es'::text])));
alter table workspaces add constraint workspaces_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));
alter table workspaces add constraint workspaces_pkey PRIMARY KEY (id);

-- indexes
CREATE INDEX agent_states_time ON public.agent_states USING btree (workspace_id, began_at);
CREATE INDEX agents_present ON public.agents USING btree (workspace_id, state) WHERE (state <> 'offline'::text);
CREATE INDEX agents_seen ON public.agents USING btree (seen_at) WHERE (state <> 'offline'::text);
CREATE INDEX ai_call_texts_forget ON public.ai_call_texts USING btree (forget_at);
CREATE INDEX ai_calls_asked ON public.ai_calls USING btree (workspace_id, asked_at DESC, id DESC);
CREATE INDEX ai_calls_conversation ON public.ai_calls USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX ai_calls_message ON public.ai_calls USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX ai_calls_run ON public.ai_calls USING btree (workspace_id, run_id);
CREATE INDEX ai_evaluation_results_evaluation ON public.ai_evaluation_results USING btree (workspace_id, evaluation_id);
CREATE INDEX ai_evaluation_runs_agent ON public.ai_evaluation_runs USING btree (workspace_id, agent_id, begun_at DESC);
CREATE INDEX ai_evaluations_agent ON public.ai_evaluations USING btree (workspace_id, agent_id, created_at);
CREATE INDEX ai_evaluations_conversation ON public.ai_evaluations USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX ai_experiments_agent ON public.ai_experiments USING btree (workspace_id, agent_id, started_at DESC);
CREATE INDEX ai_proposals_agent ON public.ai_proposals USING btree (workspace_id, agent_id, asked_at DESC);
CREATE INDEX ai_proposals_conversations ON public.ai_proposals USING gin (conversation_ids);
CREATE INDEX ai_suggestions_conversation ON public.ai_suggestions USING btree (workspace_id, conversation_id, made_at DESC);
CREATE INDEX ai_tool_runs_conversation ON public.ai_tool_runs USING btree (workspace_id, conversation_id);
CREATE INDEX ai_tool_runs_run ON public.ai_tool_runs USING btree (workspace_id, run_id);
CREATE INDEX ai_transcriptions_asked ON public.ai_transcriptions USING btree (workspace_id, asked_at);
CREATE INDEX ai_transcriptions_conversation ON public.ai_transcriptions USING btree (workspace_id, conversation_id);
CREATE INDEX ai_turns_conversation ON public.ai_turns USING btree (workspace_id, conversation_id, taken_at DESC);
CREATE INDEX ai_turns_experiment ON public.ai_turns USING btree (workspace_id, experiment_id) WHERE (experiment_id IS NOT NULL);
CREATE INDEX ai_turns_message ON public.ai_turns USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX ai_turns_run ON public.ai_turns USING btree (workspace_id, run_id) WHERE (run_id IS NOT NULL);
CREATE INDEX ai_turns_taken ON public.ai_turns USING btree (workspace_id, taken_at);
CREATE INDEX ai_turns_version ON public.ai_turns USING btree (workspace_id, agent_id, taken_at) WHERE (agent_version IS NOT NULL);
CREATE INDEX alerts_untold ON public.alerts USING btree (workspace_id, began_at) WHERE ((told_at IS NULL) OR ((ended_at IS NOT NULL) AND (end_told_at IS NULL)));
CREATE INDEX appointment_times_of ON public.appointment_times USING btree (workspace_id, appointment_id);
CREATE INDEX appointments_contact ON public.appointments USING btree (workspace_id, contact_id, starts_at, id);
CREATE INDEX appointments_conversation ON public.appointments USING btree (workspace_id, conversation_id, starts_at, id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX appointments_due ON public.appointments USING btree (remind_at) WHERE (remind_at IS NOT NULL);
CREATE INDEX appointments_member ON public.appointments USING btree (workspace_id, member_id, starts_at, id);
CREATE INDEX appointments_starts ON public.appointments USING btree (workspace_id, starts_at, id);
CREATE INDEX assets_by_name ON public.assets USING btree (workspace_id, folded_name, id);
CREATE INDEX assets_by_site ON public.assets USING btree (workspace_id, site_id, folded_name, id);
CREATE INDEX attachments_age ON public.attachments USING btree (workspace_id, created_at) WHERE (state = 'stored'::text);
CREATE INDEX attachments_key ON public.attachments USING btree (workspace_id, storage_key) WHERE (storage_key IS NOT NULL);
CREATE INDEX attachments_message ON public.attachments USING btree (workspace_id, message_id, "position");
CREATE INDEX attachments_waiting ON public.attachments USING btree (workspace_id, created_at) WHERE (message_id IS NULL);
CREATE INDEX audit_log_action ON public.audit_log USING btree (workspace_id, action, occurred_at DESC, id DESC);
CREATE INDEX audit_log_actor ON public.audit_log USING btree (workspace_id, actor_id, occurred_at DESC, id DESC) WHERE (actor_id IS NOT NULL);
CREATE INDEX audit_log_list ON public.audit_log USING btree (workspace_id, occurred_at DESC, id DESC);
CREATE INDEX auth_accounts_user ON public.auth_accounts USING btree (user_id);
CREATE INDEX auth_sessions_bound ON public.auth_sessions USING btree (bound_to) WHERE (bound_to IS NOT NULL);
CREATE INDEX auth_sessions_user ON public.auth_sessions USING btree (user_id);
CREATE INDEX auth_two_factors_user ON public.auth_two_factors USING btree (user_id);
CREATE INDEX auth_verifications_identifier ON public.auth_verifications USING btree (identifier);
CREATE INDEX automation_runs_contact ON public.automation_runs USING btree (workspace_id, contact_id);
CREATE INDEX automation_runs_conversation ON public.automation_runs USING btree (workspace_id, conversation_id, automation_id, begun_at);
CREATE INDEX automation_runs_ended ON public.automation_runs USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX automation_runs_of ON public.automation_runs USING btree (workspace_id, automation_id, begun_at DESC, id DESC);
CREATE INDEX automation_runs_wake ON public.automation_runs USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE INDEX automations_on ON public.automations USING btree (workspace_id) WHERE is_on;
CREATE INDEX campaign_recipients_contact ON public.campaign_recipients USING btree (workspace_id, contact_id, queued_at);
CREATE INDEX campaign_recipients_conversation ON public.campaign_recipients USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE INDEX campaign_recipients_due ON public.campaign_recipients USING btree (workspace_id, campaign_id, due_at, "position") WHERE (due_at IS NOT NULL);
CREATE INDEX campaign_recipients_listed ON public.campaign_recipients USING btree (workspace_id, campaign_id, "position", contact_id);
CREATE INDEX campaign_recipients_queued ON public.campaign_recipients USING btree (workspace_id, campaign_id, queued_at) WHERE (queued_at IS NOT NULL);
CREATE INDEX campaign_recipients_state ON public.campaign_recipients USING btree (workspace_id, campaign_id, state, "position");
CREATE INDEX campaigns_channel ON public.campaigns USING btree (workspace_id, channel_id);
CREATE INDEX campaigns_listed ON public.campaigns USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX campaigns_wake ON public.campaigns USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE INDEX canned_replies_owner ON public.canned_replies USING btree (workspace_id, owner_id);
CREATE INDEX canned_replies_queue ON public.canned_replies USING btree (workspace_id, queue_id);
CREATE INDEX channel_notices_list ON public.channel_notices USING btree (workspace_id, channel_id, occurred_at DESC, id DESC);
CREATE INDEX channel_notices_newest ON public.channel_notices USING btree (workspace_id, occurred_at DESC, id DESC);
CREATE INDEX channel_traffic_age ON public.channel_traffic USING btree (slot);
CREATE INDEX channels_meta_app ON public.channels USING btree (workspace_id, meta_app_id) WHERE (meta_app_id IS NOT NULL);
CREATE INDEX companies_by_name ON public.companies USING btree (workspace_id, folded_name, id);
CREATE INDEX companies_import ON public.companies USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX company_words_company ON public.company_words USING btree (workspace_id, company_id);
CREATE INDEX contact_consents_contact ON public.contact_consents USING btree (workspace_id, contact_id, occurred_at DESC);
CREATE INDEX contact_distinctions_second ON public.contact_distinctions USING btree (workspace_id, second_id);
CREATE INDEX contact_identities_contact ON public.contact_identities USING btree (workspace_id, contact_id);
CREATE INDEX contact_identities_likeness ON public.contact_identities USING btree (workspace_id, likeness, kind, contact_id) WHERE (likeness IS NOT NULL);
CREATE INDEX contact_import_rows_failed ON public.contact_import_rows USING btree (workspace_id, import_id, number) WHERE (outcome = 'failed'::text);
CREATE INDEX contact_imports_newest ON public.contact_imports USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX contact_merges_kept ON public.contact_merges USING btree (workspace_id, kept_id, merged_id);
CREATE INDEX contact_merges_merged ON public.contact_merges USING btree (workspace_id, merged_id, kept_id);
CREATE INDEX contact_values_at ON public.contact_values USING btree (workspace_id, field_id, at, contact_id) WHERE (at IS NOT NULL);
CREATE INDEX contact_values_item ON public.contact_values USING btree (workspace_id, field_id, item, contact_id);
CREATE INDEX contact_values_number ON public.contact_values USING btree (workspace_id, field_id, number, contact_id) WHERE (number IS NOT NULL);
CREATE INDEX contact_words_contact ON public.contact_words USING btree (workspace_id, contact_id);
CREATE INDEX contacts_by_company ON public.contacts USING btree (workspace_id, company_id, sort_name, id) WHERE (company_id IS NOT NULL);
CREATE INDEX contacts_by_name ON public.contacts USING btree (workspace_id, sort_name, id) WHERE (merged_into IS NULL);
CREATE INDEX contacts_persona ON public.contacts USING btree (workspace_id, persona) WHERE (persona <> 'customer'::text);
CREATE INDEX contacts_recent ON public.contacts USING btree (workspace_id, created_at DESC, id DESC) WHERE (merged_into IS NULL);
CREATE INDEX contractors_by_name ON public.contractors USING btree (workspace_id, folded_name, id);
CREATE INDEX conversation_followers_member ON public.conversation_followers USING btree (workspace_id, member_id);
CREATE INDEX conversation_labels_label ON public.conversation_labels USING btree (workspace_id, label_id, conversation_id);
CREATE INDEX conversations_assignee ON public.conversations USING btree (workspace_id, assignee_id, state, last_message_at DESC, id DESC);
CREATE INDEX conversations_channel ON public.conversations USING btree (workspace_id, channel_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_contact ON public.conversations USING btree (workspace_id, contact_id);
CREATE INDEX conversations_due ON public.conversations USING btree (workspace_id, due_at, id) WHERE (due_at IS NOT NULL);
CREATE INDEX conversations_priority ON public.conversations USING btree (workspace_id, priority, last_message_at DESC, id DESC) WHERE (priority <> 'normal'::text);
CREATE INDEX conversations_queue ON public.conversations USING btree (workspace_id, queue_id, state, last_message_at DESC, id DESC) WHERE (queue_id IS NOT NULL);
CREATE INDEX conversations_recent ON public.conversations USING btree (workspace_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_referral ON public.conversations USING btree (workspace_id, prosa_fold((referral ->> 'source'::text)), last_message_at DESC, id DESC) WHERE ((referral ->> 'source'::text) IS NOT NULL);
CREATE INDEX conversations_state ON public.conversations USING btree (workspace_id, state, last_message_at DESC, id DESC);
CREATE INDEX conversations_unclaimed ON public.conversations USING btree (workspace_id, state, last_message_at DESC, id DESC) WHERE ((assignee_id IS NULL) AND (queue_id IS NULL));
CREATE INDEX conversations_unread ON public.conversations USING btree (workspace_id, last_message_at DESC, id DESC) WHERE (unread_count > 0);
CREATE INDEX conversations_untaken ON public.conversations USING btree (workspace_id, queue_id, state, last_message_at DESC, id DESC) WHERE ((assignee_id IS NULL) AND (queue_id IS NOT NULL));
CREATE INDEX crm_connections_due ON public.crm_connections USING btree (next_read_at) WHERE (is_on AND (problem IS NULL));
CREATE INDEX crm_exchanges_dead ON public.crm_exchanges USING btree (workspace_id, settled_at DESC, id DESC) WHERE (state = 'dead'::text);
CREATE INDEX crm_exchanges_due ON public.crm_exchanges USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX crm_exchanges_of ON public.crm_exchanges USING btree (workspace_id, deal_id);
CREATE INDEX crm_exchanges_old ON public.crm_exchanges USING btree (settled_at) WHERE (settled_at IS NOT NULL);
CREATE INDEX crm_exchanges_recent ON public.crm_exchanges USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX dead_jobs_list ON public.dead_jobs USING btree (workspace_id, died_at DESC, id DESC);
CREATE INDEX deal_activities_of ON public.deal_activities USING btree (workspace_id, deal_id, at, id);
CREATE INDEX deals_board ON public.deals USING btree (workspace_id, pipeline_id, stage_id, stage_since DESC, id DESC);
CREATE INDEX deals_closed ON public.deals USING btree (workspace_id, closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX deals_contact ON public.deals USING btree (workspace_id, contact_id, created_at DESC, id DESC);
CREATE INDEX deals_conversation ON public.deals USING btree (workspace_id, conversation_id, created_at DESC, id DESC) WHERE (conversation_id IS NOT NULL);
CREATE INDEX deals_owner ON public.deals USING btree (workspace_id, owner_id, created_at DESC, id DESC) WHERE (state = 'open'::text);
CREATE INDEX deals_recent ON public.deals USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX drafts_conversation ON public.drafts USING btree (workspace_id, conversation_id);
CREATE INDEX erasures_asked ON public.erasures USING btree (workspace_id, asked_at DESC, id DESC);
CREATE INDEX events_conversation ON ONLY public.events USING btree (workspace_id, conversation_id, seq) WHERE (conversation_id IS NOT NULL);
CREATE INDEX events_cursor ON ONLY public.events USING btree (workspace_id, xid, seq);
CREATE INDEX events_entry_rules ON ONLY public.events USING btree (workspace_id, occurred_at) WHERE ((kind = 'floor.changed'::text) AND ((detail ->> 'entryRule'::text) IS NOT NULL));
CREATE INDEX feed_letters_dead ON public.feed_letters USING btree (workspace_id, set_aside_at DESC) WHERE (state = 'dead'::text);
CREATE INDEX feed_letters_due ON public.feed_letters USING btree (retry_at) WHERE (state = 'retrying'::text);
CREATE INDEX feed_letters_subject ON public.feed_letters USING btree (workspace_id, consumer, subject, seq);
CREATE INDEX figure_alerts_due ON public.figure_alerts USING btree (next_at);
CREATE INDEX figure_alerts_member ON public.figure_alerts USING btree (workspace_id, member_id);
CREATE INDEX figure_report_mails_member ON public.figure_report_mails USING btree (workspace_id, member_id);
CREATE INDEX figure_report_runs_old ON public.figure_report_runs USING btree (begun_at);
CREATE INDEX figure_report_runs_report ON public.figure_report_runs USING btree (workspace_id, report_id, begun_at DESC);
CREATE INDEX figure_reports_due ON public.figure_reports USING btree (next_at);
CREATE INDEX figure_reports_maker ON public.figure_reports USING btree (workspace_id, made_by);
CREATE INDEX flow_runs_contact ON public.flow_runs USING btree (workspace_id, contact_id, started_at DESC);
CREATE INDEX flow_runs_conversation ON public.flow_runs USING btree (workspace_id, conversation_id, started_at DESC);
CREATE INDEX flow_runs_ended ON public.flow_runs USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX flow_runs_flow ON public.flow_runs USING btree (workspace_id, flow_id, started_at DESC, id DESC);
CREATE INDEX flow_runs_started ON public.flow_runs USING btree (workspace_id, started_at);
CREATE INDEX flow_runs_wake ON public.flow_runs USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE INDEX flow_schedules_due ON public.flow_schedules USING btree (next_at);
CREATE INDEX flow_schedules_flow ON public.flow_schedules USING btree (workspace_id, flow_id);
CREATE INDEX flow_skips_flow ON public.flow_skips USING btree (workspace_id, flow_id, at DESC);
CREATE INDEX flow_skips_old ON public.flow_skips USING btree (at);
CREATE INDEX flow_visits_block ON public.flow_visits USING btree (workspace_id, flow_id, block, entered_at DESC);
CREATE INDEX flow_visits_flow ON public.flow_visits USING btree (workspace_id, flow_id, entered_at) INCLUDE (version, block, left_at, exit, run_id);
CREATE INDEX flows_order ON public.flows USING btree (workspace_id, "position", id) WHERE (removed_at IS NULL);
CREATE INDEX former_identities_contact ON public.former_identities USING btree (workspace_id, contact_id);
CREATE INDEX goal_marks_day ON public.goal_marks USING btree (day);
CREATE INDEX goal_marks_subject ON public.goal_marks USING btree (workspace_id, subject_id);
CREATE INDEX invitations_own_role ON public.invitations USING btree (workspace_id, role_id) WHERE (role_id IS NOT NULL);
CREATE INDEX jobs_key ON public.jobs USING btree (key, id) WHERE (key IS NOT NULL);
CREATE INDEX jobs_kind ON public.jobs USING btree (kind, id) WHERE (owner IS NULL);
CREATE INDEX jobs_owner ON public.jobs USING btree (owner) WHERE (owner IS NOT NULL);
CREATE INDEX jobs_ready ON public.jobs USING btree (run_at, id) WHERE (owner IS NULL);
CREATE INDEX knowledge_documents_changed ON public.knowledge_documents USING btree (workspace_id, changed_at DESC, id DESC);
CREATE INDEX knowledge_documents_reread ON public.knowledge_documents USING btree (next_read_at) WHERE (next_read_at IS NOT NULL);
CREATE INDEX knowledge_gap_questions_conversation ON public.knowledge_gap_questions USING btree (workspace_id, conversation_id);
CREATE INDEX knowledge_gaps_open ON public.knowledge_gaps USING btree (workspace_id, asked DESC, last_at DESC, id) WHERE (state = 'open'::text);
CREATE INDEX knowledge_passages_stems ON public.knowledge_passages USING gin (stems);
CREATE INDEX lead_calibrations_newest ON public.lead_calibrations USING btree (workspace_id, made_at DESC, id DESC);
CREATE INDEX lead_qualifications_at ON public.lead_qualifications USING btree (workspace_id, at);
CREATE INDEX lead_qualifications_of ON public.lead_qualifications USING btree (workspace_id, contact_id, at DESC, id DESC);
CREATE INDEX lead_score_changes_of ON public.lead_score_changes USING btree (workspace_id, contact_id, at DESC, id DESC);
CREATE INDEX lead_scores_by_score ON public.lead_scores USING btree (workspace_id, score DESC, contact_id DESC);
CREATE INDEX lead_scores_by_urgency ON public.lead_scores USING btree (workspace_id, urgency DESC, contact_id DESC);
CREATE INDEX lead_signals_of ON public.lead_signals USING btree (workspace_id, contact_id, intent, at DESC);
CREATE INDEX macros_owner ON public.macros USING btree (workspace_id, owner_id);
CREATE INDEX member_notices_age ON public.member_notices USING btree (happened_at);
CREATE INDEX member_notices_list ON public.member_notices USING btree (workspace_id, member_id, happened_at DESC, id DESC);
CREATE INDEX members_own_role ON public.members USING btree (workspace_id, role_id) WHERE (role_id IS NOT NULL);
CREATE INDEX members_user ON public.members USING btree (user_id);
CREATE INDEX message_words_words ON public.message_words USING gin (words);
CREATE INDEX messages_channel_sends ON public.messages USING btree (workspace_id, channel_id, created_at) WHERE ((direction = 'out'::text) AND (NOT is_note));
CREATE INDEX messages_dangling_quotes ON public.messages USING btree (workspace_id, channel_id, reply_to_provider_id) WHERE ((reply_to_id IS NULL) AND (reply_to_provider_id IS NOT NULL));
CREATE INDEX messages_occurred ON public.messages USING brin (occurred_at) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX messages_parked ON public.messages USING btree (workspace_id, channel_id, created_at) WHERE (parked_at IS NOT NULL);
CREATE INDEX messages_queued ON public.messages USING btree (workspace_id, conversation_id, created_at) WHERE ((status = 'queued'::text) AND (direction = 'out'::text));
CREATE INDEX messages_timeline ON public.messages USING btree (workspace_id, conversation_id, occurred_at DESC, arrival DESC);
CREATE INDEX meter_readings_of ON public.meter_readings USING btree (workspace_id, asset_id, read_at DESC, id DESC);
CREATE INDEX moved_files_of ON public.moved_files USING btree (workspace_id, origin, their_id, attachment_id);
CREATE INDEX moved_records_due ON public.moved_records USING btree (workspace_id, origin, their_id) WHERE is_due;
CREATE INDEX objects_contact ON public.objects USING btree (workspace_id, contact_id, type, state);
CREATE INDEX objects_listed ON public.objects USING btree (workspace_id, type, updated_at DESC, id DESC);
CREATE INDEX parked_signals_age ON public.parked_signals USING btree (parked_at);
CREATE INDEX parts_by_name ON public.parts USING btree (workspace_id, folded_name, id);
CREATE INDEX preventive_plans_asset ON public.preventive_plans USING btree (workspace_id, asset_id);
CREATE INDEX preventive_plans_due ON public.preventive_plans USING btree (next_at) WHERE (is_on AND (archived_at IS NULL) AND (next_at IS NOT NULL));
CREATE INDEX purchase_approvals_of ON public.purchase_approvals USING btree (workspace_id, purchase_id, asked_at);
CREATE INDEX purchase_letters_in ON public.purchase_letters USING btree (workspace_id, conversation_id, at DESC);
CREATE INDEX purchase_letters_of ON public.purchase_letters USING btree (workspace_id, purchase_id, at);
CREATE INDEX purchase_lines_of ON public.purchase_lines USING btree (workspace_id, purchase_id, place);
CREATE INDEX purchase_lines_part ON public.purchase_lines USING btree (workspace_id, part_id) WHERE (part_id IS NOT NULL);
CREATE INDEX purchase_receipts_key ON public.purchase_receipts USING btree (workspace_id, invoice_key) WHERE (invoice_key IS NOT NULL);
CREATE INDEX purchase_receipts_of ON public.purchase_receipts USING btree (workspace_id, purchase_id, received_at);
CREATE INDEX purchase_steps_of ON public.purchase_steps USING btree (workspace_id, purchase_id, at, id);
CREATE INDEX purchases_changed ON public.purchases USING btree (workspace_id, changed_at DESC, id DESC);
CREATE INDEX purchases_order ON public.purchases USING btree (workspace_id, work_order_id) WHERE (work_order_id IS NOT NULL);
CREATE INDEX purchases_ordered ON public.purchases USING btree (workspace_id, ordered_at) WHERE (ordered_at IS NOT NULL);
CREATE INDEX purchases_state ON public.purchases USING btree (workspace_id, state, changed_at DESC, id DESC);
CREATE INDEX push_subscriptions_member ON public.push_subscriptions USING btree (workspace_id, member_id);
CREATE INDEX queue_members_member ON public.queue_members USING btree (workspace_id, member_id);
CREATE INDEX queue_staff_member ON public.queue_staff USING btree (workspace_id, member_id) WHERE (member_id IS NOT NULL);
CREATE INDEX queue_staff_team ON public.queue_staff USING btree (workspace_id, team_id) WHERE (team_id IS NOT NULL);
CREATE INDEX raw_event_failures_list ON public.raw_event_failures USING btree (workspace_id, failed_at DESC, raw_event_id DESC) WHERE ((replayed_at IS NULL) AND (dismissed_at IS NULL));
CREATE INDEX raw_event_failures_meta_app ON public.raw_event_failures USING btree (workspace_id, meta_app_id) WHERE (meta_app_id IS NOT NULL);
CREATE INDEX raw_events_id ON ONLY public.raw_events USING btree (workspace_id, id);
CREATE INDEX record_imports_newest ON public.record_imports USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX registration_files_of ON public.registration_files USING btree (workspace_id, registration_id, created_at);
CREATE INDEX registration_history_of ON public.registration_history USING btree (workspace_id, registration_id, happened_at, id);
CREATE INDEX registration_words_registration ON public.registration_words USING btree (workspace_id, registration_id);
CREATE INDEX registrations_contact ON public.registrations USING btree (workspace_id, contact_id, submitted_at DESC) WHERE (contact_id IS NOT NULL);
CREATE INDEX registrations_conversation ON public.registrations USING btree (workspace_id, conversation_id, submitted_at DESC) WHERE (conversation_id IS NOT NULL);
CREATE INDEX registrations_decided ON public.registrations USING btree (workspace_id, status, decided_at DESC, id DESC) WHERE (decided_at IS NOT NULL);
CREATE INDEX registrations_due ON public.registrations USING btree (workspace_id, due_at, id) WHERE (status = 'pending'::text);
CREATE INDEX registrations_look ON public.registrations USING btree (look_at) WHERE (look_at IS NOT NULL);
CREATE INDEX registrations_newest ON public.registrations USING btree (workspace_id, status, submitted_at DESC, id DESC);
CREATE INDEX saved_views_owner ON public.saved_views USING btree (workspace_id, owner_id) WHERE (removed_at IS NULL);
CREATE INDEX saved_views_removed ON public.saved_views USING btree (removed_at) WHERE (removed_at IS NOT NULL);
CREATE INDEX scheduled_messages_conversation ON public.scheduled_messages USING btree (workspace_id, conversation_id, due_at) WHERE (state = ANY (ARRAY['pending'::text, 'refused'::text, 'answered'::text]));
CREATE INDEX sessions_closed ON public.sessions USING btree (workspace_id, closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX sessions_conversation ON public.sessions USING btree (workspace_id, conversation_id, opened_at DESC);
CREATE INDEX sessions_ending ON public.sessions USING btree (ends_at) WHERE (ends_at IS NOT NULL);
CREATE INDEX sessions_opened ON public.sessions USING btree (workspace_id, opened_at);
CREATE INDEX sites_by_company ON public.sites USING btree (workspace_id, company_id) WHERE (company_id IS NOT NULL);
CREATE INDEX sites_by_name ON public.sites USING btree (workspace_id, folded_name, id);
CREATE INDEX spend_looks_due ON public.spend_looks USING btree (next_at);
CREATE INDEX stock_balances_low ON public.stock_balances USING btree (workspace_id, low_since) WHERE (low_since IS NOT NULL);
CREATE INDEX stock_balances_site ON public.stock_balances USING btree (workspace_id, site_id, part_id);
CREATE INDEX stock_counts_opened ON public.stock_counts USING btree (workspace_id, opened_at DESC, id DESC);
CREATE INDEX stock_movements_at ON public.stock_movements USING btree (workspace_id, at DESC, id DESC);
CREATE INDEX stock_movements_order ON public.stock_movements USING btree (workspace_id, work_order_id) WHERE (work_order_id IS NOT NULL);
CREATE INDEX stock_movements_then ON public.stock_movements USING btree (workspace_id, part_id, site_id, at, place);
CREATE INDEX stock_transfers_open ON public.stock_transfers USING btree (workspace_id, part_id) WHERE (state = 'in_transit'::text);
CREATE INDEX stock_transfers_sent ON public.stock_transfers USING btree (workspace_id, sent_at DESC, id DESC);
CREATE INDEX suppliers_by_name ON public.suppliers USING btree (workspace_id, folded_name, id);
CREATE INDEX taps_age ON public.taps USING btree (expires_at);
CREATE INDEX task_links_subject ON public.task_links USING btree (workspace_id, kind, subject_id);
CREATE INDEX tasks_created ON public.tasks USING btree (workspace_id, created_at DESC, id DESC) WHERE (state = 'open'::text);
CREATE INDEX tasks_done ON public.tasks USING btree (workspace_id, done_at DESC, id DESC) WHERE (state = 'done'::text);
CREATE INDEX tasks_done_of ON public.tasks USING btree (workspace_id, assignee_id, done_at DESC, id DESC) WHERE (state = 'done'::text);
CREATE INDEX tasks_due ON public.tasks USING btree (workspace_id, due_order, id) WHERE (state = 'open'::text);
CREATE INDEX tasks_due_of ON public.tasks USING btree (workspace_id, assignee_id, due_order, id) WHERE (state = 'open'::text);
CREATE INDEX team_members_member ON public.team_members USING btree (workspace_id, member_id);
CREATE INDEX ticket_moves_ticket ON public.ticket_moves USING btree (workspace_id, ticket_id, at);
CREATE INDEX ticket_ratings_time ON public.ticket_ratings USING btree (workspace_id, rated_at) WHERE (rated_at IS NOT NULL);
CREATE INDEX tickets_contact ON public.tickets USING btree (workspace_id, contact_id);
CREATE INDEX tickets_conversation ON public.tickets USING btree (workspace_id, conversation_id, opened_at DESC);
CREATE INDEX tickets_ended ON public.tickets USING btree (workspace_id, ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX tickets_in_service ON public.tickets USING btree (workspace_id, agent_id, queue_id) WHERE (state = 'in_service'::text);
CREATE INDEX tickets_latest ON public.tickets USING btree (workspace_id, opened_at DESC, id DESC);
CREATE INDEX tickets_look ON public.tickets USING btree (look_at) WHERE (look_at IS NOT NULL);
CREATE INDEX tickets_unanswered ON public.tickets USING btree (workspace_id, ended_at DESC, id DESC) WHERE is_unanswered;
CREATE INDEX tickets_waiting ON public.tickets USING btree (workspace_id, queue_id, priority DESC, opened_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX webchat_files_of ON public.webchat_files USING btree (workspace_id, person_id);
CREATE INDEX webchat_people_to_mail ON public.webchat_people USING btree (here_at) WHERE ((email IS NOT NULL) AND (last_seq > read_seq) AND (mailed_seq < last_seq));
CREATE INDEX webchat_tokens_ended ON public.webchat_tokens USING btree (expires_at);
CREATE INDEX webchat_tokens_of ON public.webchat_tokens USING btree (workspace_id, person_id);
CREATE INDEX webhook_deliveries_dead ON public.webhook_deliveries USING btree (workspace_id, settled_at DESC, id DESC) WHERE (state = 'dead'::text);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX webhook_deliveries_of ON public.webhook_deliveries USING btree (workspace_id, endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_old ON public.webhook_deliveries USING btree (settled_at) WHERE (settled_at IS NOT NULL);
CREATE INDEX webhook_deliveries_recent ON public.webhook_deliveries USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX work_order_files_of ON public.work_order_files USING btree (workspace_id, order_id, added_at, id);
CREATE INDEX work_order_messages_in ON public.work_order_messages USING btree (workspace_id, conversation_id, added_at DESC);
CREATE INDEX work_order_messages_of ON public.work_order_messages USING btree (workspace_id, order_id, added_at);
CREATE INDEX work_order_steps_of ON public.work_order_steps USING btree (workspace_id, order_id, at, id);
CREATE INDEX work_order_times_of ON public.work_order_times USING btree (workspace_id, order_id, started_at);
CREATE INDEX work_orders_asset ON public.work_orders USING btree (workspace_id, asset_id, created_at DESC, id DESC);
CREATE INDEX work_orders_board ON public.work_orders USING btree (workspace_id, state, rank, due_at, id);
CREATE INDEX work_orders_calendar ON public.work_orders USING btree (workspace_id, due_at, id) WHERE (state <> 'cancelled'::text);
CREATE INDEX work_orders_contact ON public.work_orders USING btree (workspace_id, contact_id, created_at DESC, id DESC) WHERE (contact_id IS NOT NULL);
CREATE INDEX work_orders_conversation ON public.work_orders USING btree (workspace_id, conversation_id, created_at DESC, id DESC) WHERE (conversation_id IS NOT NULL);
CREATE INDEX work_orders_created ON public.work_orders USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX work_orders_done ON public.work_orders USING btree (workspace_id, done_at) WHERE (done_at IS NOT NULL);
CREATE INDEX work_orders_due ON public.work_orders USING btree (workspace_id, due_at, id) WHERE is_open;
CREATE INDEX work_orders_of ON public.work_orders USING btree (workspace_id, technician_id, due_at, id) WHERE is_open;
CREATE INDEX work_orders_open_at ON public.work_orders USING btree (workspace_id, site_id, rank) INCLUDE (due_at) WHERE is_open;
CREATE INDEX work_orders_site ON public.work_orders USING btree (workspace_id, site_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX ai_agents_default ON public.ai_agents USING btree (workspace_id) WHERE is_default;
CREATE UNIQUE INDEX ai_agents_name ON public.ai_agents USING btree (workspace_id, prosa_fold(name));
CREATE UNIQUE INDEX ai_evaluation_runs_running ON public.ai_evaluation_runs USING btree (workspace_id, agent_id) WHERE (state = 'running'::text);
CREATE UNIQUE INDEX ai_experiments_running ON public.ai_experiments USING btree (workspace_id, agent_id) WHERE (stopped_at IS NULL);
CREATE UNIQUE INDEX ai_proposals_looking ON public.ai_proposals USING btree (workspace_id, agent_id) WHERE (state = 'looking'::text);
CREATE UNIQUE INDEX ai_providers_name ON public.ai_providers USING btree (workspace_id, prosa_fold(name));
CREATE UNIQUE INDEX alerts_open ON public.alerts USING btree (workspace_id, subject_id, matter) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX api_keys_former ON public.api_keys USING btree (former_hash) WHERE (former_hash IS NOT NULL);
CREATE UNIQUE INDEX appointment_services_name ON public.appointment_services USING btree (workspace_id, prosa_fold(name)) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX appointments_offer ON public.appointments USING btree (workspace_id, offer_id) WHERE ((offer_id IS NOT NULL) AND (state <> 'cancelled'::text));
CREATE UNIQUE INDEX assets_code ON public.assets USING btree (workspace_id, folded_code);
CREATE UNIQUE INDEX assets_label ON public.assets USING btree (label_code);
CREATE UNIQUE INDEX calendars_name ON public.calendars USING btree (workspace_id, prosa_fold(name)) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX canned_replies_name ON public.canned_replies USING btree (workspace_id, COALESCE(owner_id, queue_id, '00000000-0000-0000-0000-000000000000'::uuid), prosa_fold(name));
CREATE UNIQUE INDEX channel_flow_channel ON public.channel_flow USING btree (channel_id);
CREATE UNIQUE INDEX channels_default ON public.channels USING btree (workspace_id, kind) WHERE is_default;
CREATE UNIQUE INDEX channels_id ON public.channels USING btree (id);
CREATE UNIQUE INDEX close_reasons_name ON public.close_reasons USING btree (workspace_id, prosa_fold(name)) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX companies_tax_id ON public.companies USING btree (workspace_id, tax_country, tax_id);
CREATE UNIQUE INDEX contact_segments_name ON public.contact_segments USING btree (workspace_id, prosa_fold(name));
CREATE UNIQUE INDEX crm_deals_external ON public.crm_deals USING btree (workspace_id, external_id);
CREATE UNIQUE INDEX crm_exchanges_pending ON public.crm_exchanges USING btree (workspace_id, deal_id) WHERE (state = 'pending'::text);
CREATE UNIQUE INDEX crm_stages_once ON public.crm_stages USING btree (workspace_id, external_id);
CREATE UNIQUE INDEX erasures_open ON public.erasures USING btree (workspace_id, (contact_ids[1])) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX flow_credentials_name ON public.flow_credentials USING btree (workspace_id, prosa_fold(name));
CREATE UNIQUE INDEX flow_runs_occasion ON public.flow_runs USING btree (workspace_id, occasion) WHERE (occasion IS NOT NULL);
CREATE UNIQUE INDEX flow_runs_open ON public.flow_runs USING btree (workspace_id, session_id) WHERE (status <> 'ended'::text);
CREATE UNIQUE INDEX jobs_cron ON public.jobs USING btree (kind) WHERE (kind ~~ 'cron.%'::text);
CREATE UNIQUE INDEX knowledge_documents_external ON public.knowledge_documents USING btree (workspace_id, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX labels_made_for ON public.labels USING btree (workspace_id, made_for) WHERE (made_for IS NOT NULL);
CREATE UNIQUE INDEX labels_name ON public.labels USING btree (workspace_id, prosa_fold(name));
CREATE UNIQUE INDEX lead_calibrations_open ON public.lead_calibrations USING btree (workspace_id) WHERE (state = 'proposed'::text);
CREATE UNIQUE INDEX lead_qualifications_once ON public.lead_qualifications USING btree (workspace_id, conversation_id, session_id);
CREATE UNIQUE INDEX macros_name ON public.macros USING btree (workspace_id, COALESCE(owner_id, '00000000-0000-0000-0000-000000000000'::uuid), prosa_fold(name));
CREATE UNIQUE INDEX member_notices_unread ON public.member_notices USING btree (workspace_id, member_id, kind, subject_id) NULLS NOT DISTINCT WHERE (read_at IS NULL);
CREATE UNIQUE INDEX messages_idempotency ON public.messages USING btree (workspace_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE UNIQUE INDEX messages_provider ON public.messages USING btree (workspace_id, channel_id, provider_message_id) WHERE (provider_message_id IS NOT NULL);
CREATE UNIQUE INDEX notice_preferences_whose ON public.notice_preferences USING btree (workspace_id, member_id) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX parts_code ON public.parts USING btree (workspace_id, folded_code);
CREATE UNIQUE INDEX pipeline_stages_end ON public.pipeline_stages USING btree (workspace_id, pipeline_id, kind) WHERE (kind <> 'open'::text);
CREATE UNIQUE INDEX purchase_approvals_pending ON public.purchase_approvals USING btree (workspace_id, purchase_id) WHERE (state = 'pending'::text);
CREATE UNIQUE INDEX registration_forms_key ON public.registration_forms USING btree (workspace_id, key) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX registrations_number ON public.registrations USING btree (workspace_id, number);
CREATE UNIQUE INDEX registrations_request ON public.registrations USING btree (workspace_id, form_id, request_key) WHERE ((request_key IS NOT NULL) AND (status <> 'rejected'::text));
CREATE UNIQUE INDEX registrations_tax_id ON public.registrations USING btree (workspace_id, form_id, tax_id) WHERE ((tax_id IS NOT NULL) AND (status <> 'rejected'::text));
CREATE UNIQUE INDEX roles_name ON public.roles USING btree (workspace_id, prosa_fold(name));
CREATE UNIQUE INDEX scheduled_messages_key ON public.scheduled_messages USING btree (workspace_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE UNIQUE INDEX sign_on_identities_member ON public.sign_on_identities USING btree (workspace_id, member_id);
CREATE UNIQUE INDEX sites_code ON public.sites USING btree (workspace_id, folded_code) WHERE (folded_code IS NOT NULL);
CREATE UNIQUE INDEX stock_counts_open ON public.stock_counts USING btree (workspace_id, site_id) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX teams_name ON public.teams USING btree (workspace_id, prosa_fold(name));
CREATE UNIQUE INDEX technicians_code ON public.technicians USING btree (workspace_id, code_hash) WHERE (code_hash IS NOT NULL);
CREATE UNIQUE INDEX technicians_contact ON public.technicians USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE UNIQUE INDEX tickets_open ON public.tickets USING btree (workspace_id, session_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX webhook_deliveries_once ON public.webhook_deliveries USING btree (workspace_id, endpoint_id, event_seq);
CREATE UNIQUE INDEX work_order_times_open ON public.work_order_times USING btree (workspace_id, order_id) WHERE (ended_at IS NULL);

-- policies
create policy across_workspaces on access_rules to prosa_system using (true) with check (true);
create policy across_workspaces on agent_states to prosa_system using (true) with check (true);
create policy across_workspaces on agents to prosa_system using (true) with check (true);
create policy across_workspaces on ai_agent_drafts to prosa_system using (true) with check (true);
create policy across_workspaces on ai_agent_versions to prosa_system using (true) with check (true);
create policy across_workspaces on ai_agents to prosa_system using (true) with check (true);
create policy across_workspaces on ai_assignments to prosa_system using (true) with check (true);
create policy across_workspaces on ai_call_texts to prosa_system using (true) with check (true);
create policy across_workspaces on ai_calls to prosa_system using (true) with check (true);
create policy across_workspaces on ai_evaluation_results to prosa_system using (true) with check (true);
create policy across_workspaces on ai_evaluation_runs to prosa_system using (true) with check (true);
create policy across_workspaces on ai_evaluations to prosa_system using (true) with check (true);
create policy across_workspaces on ai_experiments to prosa_system using (true) with check (true);
create policy across_workspaces on ai_prices to prosa_system using (true) with check (true);
create policy across_workspaces on ai_proposals to prosa_system using (true) with check (true);
create policy across_workspaces on ai_providers to prosa_system using (true) with check (true);
create policy across_workspaces on ai_settings to prosa_system using (true) with check (true);
create policy across_workspaces on ai_speech to prosa_system using (true) with check (true);
create policy across_workspaces on ai_spend to prosa_system using (true) with check (true);
create policy across_workspaces on ai_suggestions to prosa_system using (true) with check (true);
create policy across_workspaces on ai_tool_runs to prosa_system using (true) with check (true);
create policy across_workspaces on ai_transcriptions to prosa_system using (true) with check (true);
create policy across_workspaces on ai_turns to prosa_system using (true) with check (true);
create policy across_workspaces on alert_targets to prosa_system using (true) with check (true);
create policy across_workspaces on alerts to prosa_system using (true) with check (true);
create policy across_workspaces on api_keys to prosa_system using (true) with check (true);
create policy across_workspaces on appointment_hosts to prosa_system using (true) with check (true);
create policy across_workspaces on appointment_reminders to prosa_system using (true) with check (true);
create policy across_workspaces on appointment_service_hosts to prosa_system using (true) with check (true);
create policy across_workspaces on appointment_services to prosa_system using (true) with check (true);
create policy across_workspaces on appointment_times to prosa_system using (true) with check (true);
create policy across_workspaces on appointments to prosa_system using (true) with check (true);
create policy across_workspaces on assets to prosa_system using (true) with check (true);
create policy across_workspaces on attachments to prosa_system using (true) with check (true);
create policy across_workspaces on audit_log to prosa_system using (true) with check (true);
create policy across_workspaces on automation_runs to prosa_system using (true) with check (true);
create policy across_workspaces on automations to prosa_system using (true) with check (true);
create policy across_workspaces on calendars to prosa_system using (true) with check (true);
create policy across_workspaces on campaign_recipients to prosa_system using (true) with check (true);
create policy across_workspaces on campaigns to prosa_system using (true) with check (true);
create policy across_workspaces on canned_replies to prosa_system using (true) with check (true);
create policy across_workspaces on channel_flow to prosa_system using (true) with check (true);
create policy across_workspaces on channel_notices to prosa_system using (true) with check (true);
create policy across_workspaces on channel_reports to prosa_system using (true) with check (true);
create policy across_workspaces on channel_traffic to prosa_system using (true) with check (true);
create policy across_workspaces on channels to prosa_system using (true) with check (true);
create policy across_workspaces on close_reasons to prosa_system using (true) with check (true);
create policy across_workspaces on companies to prosa_system using (true) with check (true);
create policy across_workspaces on company_words to prosa_system using (true) with check (true);
create policy across_workspaces on contact_consents to prosa_system using (true) with check (true);
create policy across_workspaces on contact_distinctions to prosa_system using (true) with check (true);
create policy across_workspaces on contact_fields to prosa_system using (true) with check (true);
create policy across_workspaces on contact_identities to prosa_system using (true) with check (true);
create policy across_workspaces on contact_import_pieces to prosa_system using (true) with check (true);
create policy across_workspaces on contact_import_rows to prosa_system using (true) with check (true);
create policy across_workspaces on contact_imports to prosa_system using (true) with check (true);
create policy across_workspaces on contact_merges to prosa_system using (true) with check (true);
create policy across_workspaces on contact_segments to prosa_system using (true) with check (true);
create policy across_workspaces on contact_values to prosa_system using (true) with check (true);
create policy across_workspaces on contact_words to prosa_system using (true) with check (true);
create policy across_workspaces on contacts to prosa_system using (true) with check (true);
create policy across_workspaces on contractors to prosa_system using (true) with check (true);
create policy across_workspaces on conversation_followers to prosa_system using (true) with check (true);
create policy across_workspaces on conversation_labels to prosa_system using (true) with check (true);
create policy across_workspaces on conversations to prosa_system using (true) with check (true);
create policy across_workspaces on crm_connections to prosa_system using (true) with check (true);
create policy across_workspaces on crm_deals to prosa_system using (true) with check (true);
create policy across_workspaces on crm_exchanges to prosa_system using (true) with check (true);
create policy across_workspaces on crm_persons to prosa_system using (true) with check (true);
create policy across_workspaces on crm_stages to prosa_system using (true) with check (true);
create policy across_workspaces on dead_jobs to prosa_system using (true) with check (true);
create policy across_workspaces on deal_activities to prosa_system using (true) with check (true);
create policy across_workspaces on deals to prosa_system using (true) with check (true);
create policy across_workspaces on desk_settings to prosa_system using (true) with check (true);
create policy across_workspaces on drafts to prosa_system using (true) with check (true);
create policy across_workspaces on entry_rules to prosa_system using (true) with check (true);
create policy across_workspaces on erased_identities to prosa_system using (true) with check (true);
create policy across_workspaces on erasures to prosa_system using (true) with check (true);
create policy across_workspaces on events to prosa_system using (true) with check (true);
create policy across_workspaces on feed_cursors to prosa_system using (true) with check (true);
create policy across_workspaces on feed_letters to prosa_system using (true) with check (true);
create policy across_workspaces on field_briefings to prosa_system using (true) with check (true);
create policy across_workspaces on figure_alerts to prosa_system using (true) with check (true);
create policy across_workspaces on figure_report_mails to prosa_system using (true) with check (true);
create policy across_workspaces on figure_report_runs to prosa_system using (true) with check (true);
create policy across_workspaces on figure_reports to prosa_system using (true) with check (true);
create policy across_workspaces on figure_targets to prosa_system using (true) with check (true);
create policy across_workspaces on first_writing_settings to prosa_system using (true) with check (true);
create policy across_workspaces on floor_settings to prosa_system using (true) with check (true);
create policy across_workspaces on flow_credentials to prosa_system using (true) with check (true);
create policy across_workspaces on flow_runs to prosa_system using (true) with check (true);
create policy across_workspaces on flow_schedules to prosa_system using (true) with check (true);
create policy across_workspaces on flow_skips to prosa_system using (true) with check (true);
create policy across_workspaces on flow_steps to prosa_system using (true) with check (true);
create policy across_workspaces on flow_versions to prosa_system using (true) with check (true);
create policy across_workspaces on flow_visits to prosa_system using (true) with check (true);
create policy across_workspaces on flows to prosa_system using (true) with check (true);
create policy across_workspaces on former_identities to prosa_system using (true) with check (true);
create policy across_workspaces on goal_marks to prosa_system using (true) with check (true);
create policy across_workspaces on invitations to prosa_system using (true) with check (true);
create policy across_workspaces on jobs to prosa_system using (true) with check (true);
create policy across_workspaces on knowledge_documents to prosa_system using (true) with check (true);
create policy across_workspaces on knowledge_gap_questions to prosa_system using (true) with check (true);
create policy across_workspaces on knowledge_gaps to prosa_system using (true) with check (true);
create policy across_workspaces on knowledge_passages to prosa_system using (true) with check (true);
create policy across_workspaces on knowledge_synonyms to prosa_system using (true) with check (true);
create policy across_workspaces on knowledge_words to prosa_system using (true) with check (true);
create policy across_workspaces on labels to prosa_system using (true) with check (true);
create policy across_workspaces on lead_calibrations to prosa_system using (true) with check (true);
create policy across_workspaces on lead_qualifications to prosa_system using (true) with check (true);
create policy across_workspaces on lead_score_changes to prosa_system using (true) with check (true);
create policy across_workspaces on lead_scores to prosa_system using (true) with check (true);
create policy across_workspaces on lead_settings to prosa_system using (true) with check (true);
create policy across_workspaces on lead_signals to prosa_system using (true) with check (true);
create policy across_workspaces on lead_verdicts to prosa_system using (true) with check (true);
create policy across_workspaces on macros to prosa_system using (true) with check (true);
create policy across_workspaces on media_leftovers to prosa_system using (true) with check (true);
create policy across_workspaces on member_goals to prosa_system using (true) with check (true);
create policy across_workspaces on member_notices to prosa_system using (true) with check (true);
create policy across_workspaces on members to prosa_system using (true) with check (true);
create policy across_workspaces on message_originals to prosa_system using (true) with check (true);
create policy across_workspaces on message_prices to prosa_system using (true) with check (true);
create policy across_workspaces on message_revisions to prosa_system using (true) with check (true);
create policy across_workspaces on message_templates to prosa_system using (true) with check (true);
create policy across_workspaces on message_words to prosa_system using (true) with check (true);
create policy across_workspaces on messages to prosa_system using (true) with check (true);
create policy across_workspaces on meta_apps to prosa_system using (true) with check (true);
create policy across_workspaces on meter_readings to prosa_system using (true) with check (true);
create policy across_workspaces on move_inboxes to prosa_system using (true) with check (true);
create policy across_workspaces on move_problems to prosa_system using (true) with check (true);
create policy across_workspaces on moved_files to prosa_system using (true) with check (true);
create policy across_workspaces on moved_records to prosa_system using (true) with check (true);
create policy across_workspaces on moves to prosa_system using (true) with check (true);
create policy across_workspaces on notice_preferences to prosa_system using (true) with check (true);
create policy across_workspaces on object_types to prosa_system using (true) with check (true);
create policy across_workspaces on objects to prosa_system using (true) with check (true);
create policy across_workspaces on operations_settings to prosa_system using (true) with check (true);
create policy across_workspaces on parked_signals to prosa_system using (true) with check (true);
create policy across_workspaces on parts to prosa_system using (true) with check (true);
create policy across_workspaces on pipeline_stages to prosa_system using (true) with check (true);
create policy across_workspaces on pipelines to prosa_system using (true) with check (true);
create policy across_workspaces on plan_occasions to prosa_system using (true) with check (true);
create policy across_workspaces on preventive_plans to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_approvals to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_letters to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_limits to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_lines to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_numbers to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_quote_lines to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_quotes to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_receipt_lines to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_receipts to prosa_system using (true) with check (true);
create policy across_workspaces on purchase_steps to prosa_system using (true) with check (true);
create policy across_workspaces on purchases to prosa_system using (true) with check (true);
create policy across_workspaces on push_subscriptions to prosa_system using (true) with check (true);
create policy across_workspaces on queue_members to prosa_system using (true) with check (true);
create policy across_workspaces on queue_settings to prosa_system using (true) with check (true);
create policy across_workspaces on queue_staff to prosa_system using (true) with check (true);
create policy across_workspaces on queues to prosa_system using (true) with check (true);
create policy across_workspaces on raw_event_failures to prosa_system using (true) with check (true);
create policy across_workspaces on raw_events to prosa_system using (true) with check (true);
create policy across_workspaces on reactions to prosa_system using (true) with check (true);
create policy across_workspaces on record_import_rows to prosa_system using (true) with check (true);
create policy across_workspaces on record_imports to prosa_system using (true) with check (true);
create policy across_workspaces on registration_files to prosa_system using (true) with check (true);
create policy across_workspaces on registration_forms to prosa_system using (true) with check (true);
create policy across_workspaces on registration_history to prosa_system using (true) with check (true);
create policy across_workspaces on registration_words to prosa_system using (true) with check (true);
create policy across_workspaces on registrations to prosa_system using (true) with check (true);
create policy across_workspaces on roles to prosa_system using (true) with check (true);
create policy across_workspaces on saved_views to prosa_system using (true) with check (true);
create policy across_workspaces on scheduled_messages to prosa_system using (true) with check (true);
create policy across_workspaces on search_backlog to prosa_system using (true) with check (true);
create policy across_workspaces on sessions to prosa_system using (true) with check (true);
create policy across_workspaces on sign_on_identities to prosa_system using (true) with check (true);
create policy across_workspaces on sign_on_providers to prosa_system using (true) with check (true);
create policy across_workspaces on sites to prosa_system using (true) with check (true);
create policy across_workspaces on spend_budgets to prosa_system using (true) with check (true);
create policy across_workspaces on spend_looks to prosa_system using (true) with check (true);
create policy across_workspaces on stock_balances to prosa_system using (true) with check (true);
create policy across_workspaces on stock_count_lines to prosa_system using (true) with check (true);
create policy across_workspaces on stock_counts to prosa_system using (true) with check (true);
create policy across_workspaces on stock_movements to prosa_system using (true) with check (true);
create policy across_workspaces on stock_reservations to prosa_system using (true) with check (true);
create policy across_workspaces on stock_transfers to prosa_system using (true) with check (true);
create policy across_workspaces on storage_use to prosa_system using (true) with check (true);
create policy across_workspaces on suppliers to prosa_system using (true) with check (true);
create policy across_workspaces on taps to prosa_system using (true) with check (true);
create policy across_workspaces on task_links to prosa_system using (true) with check (true);
create policy across_workspaces on tasks to prosa_system using (true) with check (true);
create policy across_workspaces on team_members to prosa_system using (true) with check (true);
create policy across_workspaces on teams to prosa_system using (true) with check (true);
create policy across_workspaces on technicians to prosa_system using (true) with check (true);
create policy across_workspaces on ticket_moves to prosa_system using (true) with check (true);
create policy across_workspaces on ticket_ratings to prosa_system using (true) with check (true);
create policy across_workspaces on tickets to prosa_system using (true) with check (true);
create policy across_workspaces on transcription_on to prosa_system using (true) with check (true);
create policy across_workspaces on voices_heard to prosa_system using (true) with check (true);
create policy across_workspaces on webchat_files to prosa_system using (true) with check (true);
create policy across_workspaces on webchat_lines to prosa_system using (true) with check (true);
create policy across_workspaces on webchat_people to prosa_system using (true) with check (true);
create policy across_workspaces on webchat_tokens to prosa_system using (true) with check (true);
create policy across_workspaces on webhook_deliveries to prosa_system using (true) with check (true);
create policy across_workspaces on webhook_endpoints to prosa_system using (true) with check (true);
create policy across_workspaces on work_order_files to prosa_system using (true) with check (true);
create policy across_workspaces on work_order_messages to prosa_system using (true) with check (true);
create policy across_workspaces on work_order_questions to prosa_system using (true) with check (true);
create policy across_workspaces on work_order_steps to prosa_system using (true) with check (true);
create policy across_workspaces on work_order_times to prosa_system using (true) with check (true);
create policy across_workspaces on work_orders to prosa_system using (true) with check (true);
create policy across_workspaces on workspaces to prosa_system using (true) with check (true);
create policy own_workspace on access_rules to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on agent_states to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on agents to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_agent_drafts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_agent_versions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_agents to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_assignments to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_call_texts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_calls to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_evaluation_results to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_evaluation_runs to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_evaluations to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_experiments to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_prices to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_proposals to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_providers to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_settings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_speech to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_spend to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_suggestions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_tool_runs to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_transcriptions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ai_turns to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on alert_targets to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on alerts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on api_keys to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on appointment_hosts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on appointment_reminders to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on appointment_service_hosts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on appointment_services to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on appointment_times to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on appointments to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on assets to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on attachments to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on audit_log to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on automation_runs to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on automations to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on calendars to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on campaign_recipients to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on campaigns to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on canned_replies to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on channel_flow to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on channel_notices to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on channel_reports to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on channel_traffic to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on channels to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on close_reasons to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on companies to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on company_words to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_consents to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_distinctions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_fields to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_identities to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_import_pieces to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_import_rows to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_imports to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_merges to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_segments to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_values to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contact_words to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contacts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on contractors to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on conversation_followers to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on conversation_labels to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on conversations to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on crm_connections to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on crm_deals to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on crm_exchanges to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on crm_persons to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on crm_stages to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on dead_jobs to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on deal_activities to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on deals to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on desk_settings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on drafts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on entry_rules to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on erased_identities to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on erasures to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on events to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on feed_cursors to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on feed_letters to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on field_briefings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on figure_alerts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on figure_report_mails to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on figure_report_runs to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on figure_reports to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on figure_targets to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on first_writing_settings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on floor_settings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on flow_credentials to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on flow_runs to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on flow_schedules to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on flow_skips to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on flow_steps to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on flow_versions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on flow_visits to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on flows to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on former_identities to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on goal_marks to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on invitations to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on jobs to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on knowledge_documents to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on knowledge_gap_questions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on knowledge_gaps to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on knowledge_passages to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on knowledge_synonyms to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on knowledge_words to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on labels to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on lead_calibrations to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on lead_qualifications to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on lead_score_changes to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on lead_scores to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on lead_settings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on lead_signals to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on lead_verdicts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on macros to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on media_leftovers to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on member_goals to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on member_notices to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on members to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on message_originals to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on message_prices to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on message_revisions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on message_templates to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on message_words to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on messages to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on meta_apps to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on meter_readings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on move_inboxes to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on move_problems to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on moved_files to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on moved_records to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on moves to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on notice_preferences to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on object_types to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on objects to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on operations_settings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on parked_signals to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on parts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on pipeline_stages to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on pipelines to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on plan_occasions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on preventive_plans to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_approvals to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_letters to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_limits to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_lines to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_numbers to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_quote_lines to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_quotes to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_receipt_lines to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_receipts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchase_steps to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on purchases to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on push_subscriptions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on queue_members to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on queue_settings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on queue_staff to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on queues to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on raw_event_failures to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on raw_events to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on reactions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on record_import_rows to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on record_imports to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on registration_files to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on registration_forms to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on registration_history to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on registration_words to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on registrations to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on roles to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on saved_views to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on scheduled_messages to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on search_backlog to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on sessions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on sign_on_identities to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on sign_on_providers to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on sites to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on spend_budgets to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on spend_looks to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on stock_balances to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on stock_count_lines to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on stock_counts to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on stock_movements to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on stock_reservations to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on stock_transfers to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on storage_use to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on suppliers to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on taps to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on task_links to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on tasks to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on team_members to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on teams to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on technicians to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ticket_moves to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on ticket_ratings to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on tickets to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on transcription_on to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on voices_heard to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on webchat_files to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on webchat_lines to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on webchat_people to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on webchat_tokens to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on webhook_deliveries to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on webhook_endpoints to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on work_order_files to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on work_order_messages to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on work_order_questions to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on work_order_steps to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on work_order_times to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on work_orders to prosa_app using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy own_workspace on workspaces to prosa_app using ((id = current_workspace())) with check ((id = current_workspace()));

-- grants
grant delete, insert, select on agent_states to prosa_system;
grant delete, insert, select on ai_agent_versions to prosa_app;
grant delete, insert, select on appointment_reminders to prosa_app;
grant delete, insert, select on appointment_service_hosts to prosa_app;
grant delete, insert, select on appointment_times to prosa_app;
grant delete, insert, select on channel_notices to prosa_app;
grant delete, insert, select on company_words to prosa_app;
grant delete, insert, select on contact_distinctions to prosa_app;
grant delete, insert, select on contact_import_rows to prosa_app;
grant delete, insert, select on contact_words to prosa_app;
grant delete, insert, select on conversation_followers to prosa_app;
grant delete, insert, select on conversation_labels to prosa_app;
grant delete, insert, select on deal_activities to prosa_app;
grant delete, insert, select on flow_skips to prosa_app;
grant delete, insert, select on goal_marks to prosa_app;
grant delete, insert, select on jobs to prosa_app;
grant delete, insert, select on knowledge_words to prosa_app;
grant delete, insert, select on parked_signals to prosa_app;
grant delete, insert, select on queue_members to prosa_app;
grant delete, insert, select on queue_staff to prosa_app;
grant delete, insert, select on record_import_rows to prosa_app;
grant delete, insert, select on registration_words to prosa_app;
grant delete, insert, select on team_members to prosa_app;
grant delete, insert, select on transcription_on to prosa_app;
grant delete, insert, select on used_codes to prosa_system;
grant delete, insert, select, update on ai_agent_drafts to prosa_app;
grant delete, insert, select, update on ai_agents to prosa_app;
grant delete, insert, select, update on ai_assignments to prosa_app;
grant delete, insert, select, update on ai_call_texts to prosa_app;
grant delete, insert, select, update on ai_calls to prosa_app;
grant delete, insert, select, update on ai_evaluation_results to prosa_app;
grant delete, insert, select, update on ai_evaluation_runs to prosa_app;
grant delete, insert, select, update on ai_evaluations to prosa_app;
grant delete, insert, select, update on ai_experiments to prosa_app;
grant delete, insert, select, update on ai_prices to prosa_app;
grant delete, insert, select, update on ai_proposals to prosa_app;
grant delete, insert, select, update on ai_providers to prosa_app;
grant delete, insert, select, update on ai_settings to prosa_app;
grant delete, insert, select, update on ai_speech to prosa_app;
grant delete, insert, select, update on ai_spend to prosa_app;
grant delete, insert, select, update on ai_suggestions to prosa_app;
grant delete, insert, select, update on ai_tool_runs to prosa_app;
grant delete, insert, select, update on ai_transcriptions to prosa_app;
grant delete, insert, select, update on ai_turns to prosa_app;
grant delete, insert, select, update on alert_targets to prosa_app;
grant delete, insert, select, update on alerts to prosa_app;
grant delete, insert, select, update on appointment_hosts to prosa_app;
grant delete, insert, select, update on appointments to prosa_app;
grant delete, insert, select, update on attachments to prosa_app;
grant delete, insert, select, update on attempts to prosa_system;
grant delete, insert, select, update on auth_accounts to prosa_system;
grant delete, insert, select, update on auth_sessions to prosa_system;
grant delete, insert, select, update on auth_two_factors to prosa_system;
grant delete, insert, select, update on auth_users to prosa_system;
grant delete, insert, select, update on auth_verifications to prosa_system;
grant delete, insert, select, update on automation_runs to prosa_app;
grant delete, insert, select, update on automations to prosa_app;
grant delete, insert, select, update on campaign_recipients to prosa_app;
grant delete, insert, select, update on campaigns to prosa_app;
grant delete, insert, select, update on canned_replies to prosa_app;
grant delete, insert, select, update on channel_traffic to prosa_system;
grant delete, insert, select, update on channels to prosa_app;
grant delete, insert, select, update on companies to prosa_app;
grant delete, insert, select, update on contact_identities to prosa_app;
grant delete, insert, select, update on contact_import_pieces to prosa_app;
grant delete, insert, select, update on contact_segments to prosa_app;
grant delete, insert, select, update on contact_values to prosa_app;
grant delete, insert, select, update on contacts to prosa_app;
grant delete, insert, select, update on conversations to prosa_app;
grant delete, insert, select, update on crm_connections to prosa_app;
grant delete, insert, select, update on crm_deals to prosa_app;
grant delete, insert, select, update on crm_exchanges to prosa_app;
grant delete, insert, select, update on crm_persons to prosa_app;
grant delete, insert, select, update on crm_stages to prosa_app;
grant delete, insert, select, update on deals to prosa_app;
grant delete, insert, select, update on drafts to prosa_app;
grant delete, insert, select, update on feed_letters to prosa_app;
grant delete, insert, select, update on figure_alerts to prosa_app;
grant delete, insert, select, update on figure_reports to prosa_app;
grant delete, insert, select, update on flow_credentials to prosa_app;
grant delete, insert, select, update on flow_runs to prosa_app;
grant delete, insert, select, update on flow_schedules to prosa_app;
grant delete, insert, select, update on jobs to prosa_system;
grant delete, insert, select, update on knowledge_documents to prosa_app;
grant delete, insert, select, update on knowledge_gap_questions to prosa_app;
grant delete, insert, select, update on knowledge_gaps to prosa_app;
grant delete, insert, select, update on knowledge_passages to prosa_app;
grant delete, insert, select, update on knowledge_synonyms to prosa_app;
grant delete, insert, select, update on labels to prosa_app;
grant delete, insert, select, update on lead_calibrations to prosa_app;
grant delete, insert, select, update on lead_qualifications to prosa_app;
grant delete, insert, select, update on lead_score_changes to prosa_app;
grant delete, insert, select, update on lead_scores to prosa_app;
grant delete, insert, select, update on lead_signals to prosa_app;
grant delete, insert, select, update on lead_verdicts to prosa_app;
grant delete, insert, select, update on macros to prosa_app;
grant delete, insert, select, update on media_leftovers to prosa_app;
grant delete, insert, select, update on member_goals to prosa_app;
grant delete, insert, select, update on member_notices to prosa_app;
grant delete, insert, select, update on message_words to prosa_app;
grant delete, insert, select, update on messages to prosa_app;
grant delete, insert, select, update on meta_apps to prosa_app;
grant delete, insert, select, update on move_inboxes to prosa_app;
grant delete, insert, select, update on move_problems to prosa_app;
grant delete, insert, select, update on moved_files to prosa_app;
grant delete, insert, select, update on moved_records to prosa_app;
grant delete, insert, select, update on moves to prosa_app;
grant delete, insert, select, update on object_types to prosa_app;
grant delete, insert, select, update on objects to prosa_app;
grant delete, insert, select, update on pipeline_stages to prosa_app;
grant delete, insert, select, update on purchase_letters to prosa_app;
grant delete, insert, select, update on purchase_limits to prosa_app;
grant delete, insert, select, update on purchase_lines to prosa_app;
grant delete, insert, select, update on purchase_quote_lines to prosa_app;
grant delete, insert, select, update on purchase_quotes to prosa_app;
grant delete, insert, select, update on push_subscriptions to prosa_app;
grant delete, insert, select, update on queue_settings to prosa_app;
grant delete, insert, select, update on queues to prosa_app;
grant delete, insert, select, update on raw_event_failures to prosa_app;
grant delete, insert, select, update on registrations to prosa_app;
grant delete, insert, select, update on retired_keys to prosa_system;
grant delete, insert, select, update on roles to prosa_app;
grant delete, insert, select, update on saved_views to prosa_app;
grant delete, insert, select, update on scheduled_messages to prosa_app;
grant delete, insert, select, update on sign_on_identities to prosa_app;
grant delete, insert, select, update on sign_on_identities to prosa_system;
grant delete, insert, select, update on sign_on_providers to prosa_app;
grant delete, insert, select, update on taps to prosa_app;
grant delete, insert, select, update on task_links to prosa_app;
grant delete, insert, select, update on tasks to prosa_app;
grant delete, insert, select, update on teams to prosa_app;
grant delete, insert, select, update on technicians to prosa_app;
grant delete, insert, select, update on webchat_people to prosa_app;
grant delete, insert, select, update on webchat_tokens to prosa_app;
grant delete, insert, select, update on webhook_deliveries to prosa_app;
grant delete, insert, select, update on webhook_endpoints to prosa_app;
grant delete, insert, select, update on work_order_files to prosa_app;
grant delete, insert, select, update on work_order_messages to prosa_app;
grant delete, insert, select, update on work_order_questions to prosa_app;
grant delete, select on ai_call_texts to prosa_system;
grant delete, select on automation_runs to prosa_system;
grant delete, select on crm_exchanges to prosa_system;
grant delete, select on dead_jobs to prosa_app;
grant delete, select on figure_report_runs to prosa_system;
grant delete, select on flow_runs to prosa_system;
grant delete, select on flow_skips to prosa_system;
grant delete, select on goal_marks to prosa_system;
grant delete, select on member_notices to prosa_system;
grant delete, select on parked_signals to prosa_system;
grant delete, select on raw_events to prosa_app;
grant delete, select on saved_views to prosa_system;
grant delete, select on taps to prosa_system;
grant delete, select on webchat_tokens to prosa_system;
grant delete, select on webhook_deliveries to prosa_system;
grant delete, select, update on search_backlog to prosa_app;
grant insert on audit_log to prosa_system;
grant insert, select on audit_log to prosa_app;
grant insert, select on clock_steps to prosa_system;
grant insert, select on contact_consents to prosa_app;
grant insert, select on dead_jobs to prosa_system;
grant insert, select on events to prosa_app;
grant insert, select on events to prosa_system;
grant insert, select on feed_consumers to prosa_system;
grant insert, select on field_briefings to prosa_app;
grant insert, select on figure_report_runs to prosa_app;
grant insert, select on flow_steps to prosa_app;
grant insert, select on flow_versions to prosa_app;
grant insert, select on members to prosa_system;
grant insert, select on message_originals to prosa_app;
grant insert, select on message_words to prosa_system;
grant insert, select on meter_readings to prosa_app;
grant insert, select on purchase_receipt_lines to prosa_app;
grant insert, select on purchase_receipts to prosa_app;
grant insert, select on purchase_steps to prosa_app;
grant insert, select on raw_event_failures to prosa_system;
grant insert, select on raw_events to prosa_system;
grant insert, select on registration_history to prosa_app;
grant insert, select on stock_movements to prosa_app;
grant insert, select on ticket_moves to prosa_app;
grant insert, select on webchat_files to prosa_app;
grant insert, select on webchat_lines to prosa_app;
grant insert, select on work_order_steps to prosa_app;
grant insert, select on workspaces to prosa_system;
grant insert, select, update on access_rules to prosa_app;
grant insert, select, update on agent_states to prosa_app;
grant insert, select, update on agents to prosa_app;
grant insert, select, update on api_keys to prosa_app;
grant insert, select, update on appointment_services to prosa_app;
grant insert, select, update on assets to prosa_app;
grant insert, select, update on calendars to prosa_app;
grant insert, select, update on channel_flow to prosa_app;
grant insert, select, update on channel_flow to prosa_system;
grant insert, select, update on channel_reports to prosa_app;
grant insert, select, update on close_reasons to prosa_app;
grant insert, select, update on contact_fields to prosa_app;
grant insert, select, update on contact_imports to prosa_app;
grant insert, select, update on contact_merges to prosa_app;
grant insert, select, update on contractors to prosa_app;
grant insert, select, update on desk_settings to prosa_app;
grant insert, select, update on entry_rules to prosa_app;
grant insert, select, update on erased_identities to prosa_app;
grant insert, select, update on erasures to prosa_app;
grant insert, select, update on feed_cursors to prosa_app;
grant insert, select, update on feed_cursors to prosa_system;
grant insert, select, update on figure_report_mails to prosa_app;
grant insert, select, update on figure_targets to prosa_app;
grant insert, select, update on first_writing_settings to prosa_app;
grant insert, select, update on floor_settings to prosa_app;
grant insert, select, update on flow_visits to prosa_app;
grant insert, select, update on flows to prosa_app;
grant insert, select, update on former_identities to prosa_app;
grant insert, select, update on invitations to prosa_app;
grant insert, select, update on lead_settings to prosa_app;
grant insert, select, update on members to prosa_app;
grant insert, select, update on message_prices to prosa_app;
grant insert, select, update on message_revisions to prosa_app;
grant insert, select, update on message_templates to prosa_app;
grant insert, select, update on notice_preferences to prosa_app;
grant insert, select, update on operations_settings to prosa_app;
grant insert, select, update on parts to prosa_app;
grant insert, select, update on pipelines to prosa_app;
grant insert, select, update on plan_occasions to prosa_app;
grant insert, select, update on preventive_plans to prosa_app;
grant insert, select, update on purchase_approvals to prosa_app;
grant insert, select, update on purchase_numbers to prosa_app;
grant insert, select, update on purchases to prosa_app;
grant insert, select, update on reactions to prosa_app;
grant insert, select, update on record_imports to prosa_app;
grant insert, select, update on registration_files to prosa_app;
grant insert, select, update on registration_forms to prosa_app;
grant insert, select, update on sessions to prosa_app;
grant insert, select, update on sites to prosa_app;
grant insert, select, update on spend_budgets to prosa_app;
grant insert, select, update on spend_looks to prosa_app;
grant insert, select, update on stock_balances to prosa_app;
grant insert, select, update on stock_count_lines to prosa_app;
grant insert, select, update on stock_counts to prosa_app;
grant insert, select, update on stock_reservations to prosa_app;
grant insert, select, update on stock_transfers to prosa_app;
grant insert, select, update on storage_use to prosa_app;
grant insert, select, update on suppliers to prosa_app;
grant insert, select, update on ticket_ratings to prosa_app;
grant insert, select, update on tickets to prosa_app;
grant insert, select, update on voices_heard to prosa_app;
grant insert, select, update on work_order_times to prosa_app;
grant insert, select, update on work_orders to prosa_app;
grant select on access_rules to prosa_system;
grant select on ai_agents to prosa_system;
grant select on ai_proposals to prosa_system;
grant select on ai_providers to prosa_system;
grant select on appointments to prosa_system;
grant select on assets to prosa_system;
grant select on automations to prosa_system;
grant select on calendars to prosa_system;
grant select on campaigns to prosa_system;
grant select on channel_traffic to prosa_app;
grant select on channels to prosa_system;
grant select on crm_connections to prosa_system;
grant select on desk_settings to prosa_system;
grant select on field_briefings to prosa_system;
grant select on figure_alerts to prosa_system;
grant select on figure_reports to prosa_system;
grant select on flow_schedules to prosa_system;
grant select on flows to prosa_system;
grant select on knowledge_documents to prosa_system;
grant select on meta_apps to prosa_system;
grant select on operations_settings to prosa_system;
grant select on preventive_plans to prosa_system;
grant select on queue_members to prosa_system;
grant select on queue_settings to prosa_system;
grant select on queues to prosa_system;
grant select on registrations to prosa_system;
grant select on roles to prosa_system;
grant select on search_backlog to prosa_system;
grant select on sessions to prosa_system;
grant select on sign_on_providers to prosa_system;
grant select on spend_looks to prosa_system;
grant select on tickets to prosa_system;
grant select on webchat_people to prosa_system;
grant select, update on agents to prosa_system;
grant select, update on api_keys to prosa_system;
grant select, update on feed_letters to prosa_system;
grant select, update on invitations to prosa_system;
grant select, update on workspaces to prosa_app;

-- functions
CREATE OR REPLACE FUNCTION public.add_contact_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_table_name = 'contacts' then
    insert into contact_words (workspace_id, word, contact_id)
      select added.workspace_id, word, added.id
      from added cross join unnest(array[added.name, added.profile_name, added.attributes->>'username']) text cross join contact_words_of(text) word
      order by 3, 2
    on conflict do nothing;
  else
    insert into contact_words (workspace_id, word, contact_id)
      select added.workspace_id, word, added.contact_id from added cross join contact_words_of(added.value) word
      order by 3, 2
    on conflict do nothing;
  end if;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.add_message_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into message_words (workspace_id, part, occurred_at, message_id, words)
    select added.workspace_id, 'text', added.occurred_at, added.id, words || search_place(added.workspace_id, 'text')
    from added cross join lateral (select search_words(searched_text(added.text, added.content)) as words offset 0) cut
    where added.deleted_at is null and added.kind not in ('reaction', 'event') and words <> '';
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.analyse_young_tables()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  young regclass;
begin
  for young in
    select oid::regclass from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relpages < 2000
      and pg_relation_size(oid) / current_setting('block_size')::int > 2 * greatest(relpages, 8)
  loop
    execute format('analyze (skip_locked) %s', young);
  end loop;
end $function$
;
CREATE OR REPLACE FUNCTION public.arrange_events(keep_days integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  today date := (now() at time zone 'utc')::date;
  day date;
  old text;
begin
  for ahead in 0..7 loop
    day := today + ahead;
    continue when to_regclass(to_char(day, '"events_"YYYY_MM_DD')) is not null;
    create temp table late_events on commit drop as select * from events_other where stored_on = day;
    delete from events_other where stored_on = day;
    execute format('create table %I partition of events for values from (%L) to (%L)', to_char(day, '"events_"YYYY_MM_DD'), day, day + 1);
    insert into events overriding system value select * from late_events;
    drop table late_events;
  end loop;
  for old in
    select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'events'::regclass and relname ~ '^events_\d{4}_\d{2}_\d{2}$' and to_date(right(relname, 10), 'YYYY_MM_DD') < today - keep_days
  loop
    execute format('drop table %I', old);
  end loop;
end $function$
;
CREATE OR REPLACE FUNCTION public.arrange_raw_events(today date, keep_months integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  month date;
  old text;
begin
  for ahead in 0..1 loop
    month := date_trunc('month', today) + make_interval(months => ahead);
    execute format('create table if not exists raw_events_%s partition of raw_events for values from (%L) to (%L)',
      to_char(month, 'YYYY_MM'), month, month + interval '1 month');
  end loop;
  for old in
    select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'raw_events'::regclass and relname ~ '^raw_events_\d{4}_\d{2}$'
      and to_date(right(relname, 7), 'YYYY_MM') < date_trunc('month', today) - make_interval(months => keep_months)
  loop
    execute format('drop table %I', old);
  end loop;
end $function$
;
CREATE OR REPLACE FUNCTION public.claim_batch(claimer integer, due_at timestamp with time zone, wanted text, most integer, until timestamp with time zone, lock_space integer)
 RETURNS SETOF jobs
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_sort TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  perform pg_advisory_xact_lock(lock_space, hashtext(wanted));
  return query
    with due as (
      select j.id from jobs j
      where j.owner is null and j.run_at <= due_at and j.kind = wanted
        and (j.key is null or not exists (
          select 1 from jobs older where older.key = j.key and older.id < j.id and (older.owner is not null or older.run_at > due_at)))
      order by j.id limit most for update skip locked)
    update jobs set owner = claimer, lease_until = until, attempts = jobs.attempts + 1
    from due where jobs.id = due.id
    returning jobs.*;
end $function$
;
CREATE OR REPLACE FUNCTION public.claim_jobs(claimer integer, due_at timestamp with time zone, wanted text[], most integer, until timestamp with time zone)
 RETURNS SETOF jobs
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_sort TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  return query
    with due as (
      select j.id from jobs j
      where j.owner is null and j.run_at <= due_at and j.kind = any(wanted)
        and (j.key is null or not exists (select 1 from jobs older where older.key = j.key and older.id < j.id))
      order by j.run_at, j.id limit most for update skip locked)
    update jobs set owner = claimer, lease_until = until, attempts = jobs.attempts + 1
    from due where jobs.id = due.id
    returning jobs.*;
end $function$
;
CREATE OR REPLACE FUNCTION public.contact_words_of(value text)
 RETURNS SETOF text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  with parts as (
    select part, at from regexp_split_to_table(prosa_fold(left(value, 200)), '[\s!-/:-@\[-`{-~]+') with ordinality as split(part, at) where part <> '')
  select left(string_agg(part, '') over (order by at rows between current row and unbounded following), 60) from parts
  union
  select right(value, length) from unnest(array[11, 10, 9, 8, 7, 4]) length where value ~ '^\+\d+$' and length < length(value) - 1
$function$
;
CREATE OR REPLACE FUNCTION public.current_workspace()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('prosa.workspace_id'::text, true), ''::text))::uuid
;
CREATE OR REPLACE FUNCTION public.feed_horizon(OUT age_seconds double precision, OUT holder text)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select extract(epoch from clock_timestamp() - xact_start)::double precision, coalesce(nullif(application_name, ''), 'unknown') || ' ' || pid
  from pg_stat_activity where backend_xid is not null and xact_start is not null
  order by backend_xid::text::bigint limit 1
$function$
;
CREATE OR REPLACE FUNCTION public.fill_search_backlog(most integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  place uuid;
  batch uuid[];
  reached uuid;
begin
  select message_id into place from search_backlog where workspace_id = current_workspace() for update skip locked;
  if place is null then
    return false;
  end if;
  select array_agg(id), (array_agg(id))[count(*)] into batch, reached from (
    select id from messages where workspace_id = current_workspace() and id < place order by id desc limit most for share) page;
  if reached is null then
    delete from search_backlog where workspace_id = current_workspace();
    return false;
  end if;
  insert into message_words (workspace_id, part, occurred_at, message_id, words)
    select m.workspace_id, part, m.occurred_at, m.id, search_words(says) || search_place(m.workspace_id, part)
    from messages m cross join lateral (values ('text', searched_text(m.text, m.content)), ('files', (
      select string_agg(a.file_name, ' ') from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id))) found(part, says)
    where m.workspace_id = current_workspace() and m.id = any(batch) and m.deleted_at is null
      and (part = 'files' or m.kind not in ('reaction', 'event')) and search_words(says) <> ''
  on conflict do nothing;
  update search_backlog set message_id = reached where workspace_id = current_workspace();
  return true;
end $function$
;
CREATE OR REPLACE FUNCTION public.find_message_words(part text, wanted tsquery, most integer)
 RETURNS TABLE(occurred_at timestamp with time zone, message_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET enable_indexonlyscan TO 'off'
AS $function$
  select w.occurred_at, w.message_id from message_words w
  where w.words @@ (('''' || $1 || ':' || current_workspace() || '''')::tsquery && $2) and (w.workspace_id = current_workspace()) is true limit $3
$function$
;
CREATE OR REPLACE FUNCTION public.find_passages(wanted text[], meant integer[], weights double precision[], documents_of text[], persona text, languages text[], kinds text[], at timestamp with time zone, most integer)
 RETURNS TABLE(passage_id uuid, score double precision, found integer[], rarities double precision[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with readable as materialized (
    select d.id from knowledge_documents d
    where d.workspace_id = current_workspace() and d.state = 'published' and d.language = any($6)
      and (cardinality($7) = 0 or d.kind = any($7)) and (d.expires_at is null or d.expires_at > $8)
      and (d.audience = any($4) or (d.audience = 'persona' and ($5 = '*' or d.persona = $5)))),
  total as (select count(*)::float8 as passages from knowledge_passages p join readable r on r.id = p.document_id where p.workspace_id = current_workspace()),
  asked as (select * from unnest($1, $2, $3) as a(word, place, weight)),
  hits as materialized (
    select a.place, a.weight, p.id from asked a cross join lateral (
      select p.id, p.document_id from knowledge_passages p
      where p.stems @@ (quote_literal(knowledge_place(current_workspace())) || ' & ' || quote_literal(a.word))::tsquery
        and p.workspace_id = current_workspace() offset 0) p
    where p.document_id in (select id from readable)),
  best as (select place, id, max(weight) as weight from hits group by place, id),
  rare as (select place, ln(1 + (passages - count(*) + 0.5) / (count(*) + 0.5)) as rarity from best cross join total group by place, passages)
  select id, sum(rarity * weight), array_agg(place order by place), array_agg(rarity order by place)
  from best join rare using (place) group by id order by 2 desc, id limit $9
$function$
;
CREATE OR REPLACE FUNCTION public.forget_audit_details(subjects text[])
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with forgotten as (
    update audit_log set detail = '{}'
    where workspace_id = current_workspace() and subject_id = any(subjects) and detail <> '{}' returning 1)
  select count(*) from forgotten
$function$
;
CREATE OR REPLACE FUNCTION public.guard_purchase()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.requester_id <> new.requester_id or old.number <> new.number then
    raise exception 'who asked for purchase % and its number stay', old.id using errcode = 'check_violation';
  end if;
  if old.state in ('ordered', 'partly_received', 'received', 'rejected', 'cancelled')
    and (old.supplier_id, old.freight_cents, old.total_cents) is distinct from (new.supplier_id, new.freight_cents, new.total_cents) then
    raise exception 'purchase % is %: supplier and total stay', old.id, old.state using errcode = 'check_violation';
  end if;
  if old.state <> new.state then
    if not (case old.state
      when 'requested' then new.state in ('quoting', 'cancelled')
      when 'quoting' then new.state in ('awaiting_approval', 'cancelled')
      when 'awaiting_approval' then new.state in ('quoting', 'approved', 'rejected', 'cancelled')
      when 'approved' then new.state in ('quoting', 'ordered', 'cancelled')
      when 'ordered' then new.state in ('partly_received', 'received', 'cancelled')
      when 'partly_received' then new.state = 'received'
      else false end) then
      raise exception 'purchase % does not go from % to %', old.id, old.state, new.state using errcode = 'check_violation';
    end if;
    if new.state in ('approved', 'ordered') and (
      select count(distinct a.level) from purchase_approvals a
      where a.workspace_id = new.workspace_id and a.purchase_id = new.id and a.state = 'approved' and a.seal = purchase_seal(new.workspace_id, new.id)
    ) < new.levels then
      raise exception 'purchase % is not approved as it stands', old.id using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.guard_purchase_approval()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    select p.requester_id, purchase_seal(p.workspace_id, p.id), p.total_cents into strict new.requester_id, new.seal, new.total_cents
      from purchases p where p.workspace_id = new.workspace_id and p.id = new.purchase_id;
    return new;
  end if;
  if (old.purchase_id, old.level, old.requester_id, old.approver_id, old.deputy_id, old.seal, old.total_cents)
    is distinct from (new.purchase_id, new.level, new.requester_id, new.approver_id, new.deputy_id, new.seal, new.total_cents) then
    raise exception 'an approval is of what was asked' using errcode = 'check_violation';
  end if;
  if old.state <> new.state and (old.state <> 'pending' and not (old.state = 'approved' and new.state = 'withdrawn')) then
    raise exception 'approval % is %, and stays so', old.id, old.state using errcode = 'check_violation';
  end if;
  if old.state = 'pending' and new.state = 'approved'
    and (new.expires_at <= new.decided_at or new.seal <> purchase_seal(new.workspace_id, new.purchase_id)) then
    raise exception 'approval % is too late, or of something else', old.id using errcode = 'check_violation';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.guard_purchase_line()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  its_state text;
begin
  if tg_op = 'UPDATE' and (old.purchase_id, old.place, old.part_id, old.description, old.unit, old.quantity, old.unit_price)
    is not distinct from (new.purchase_id, new.place, new.part_id, new.description, new.unit, new.quantity, new.unit_price) then
    return new;
  end if;
  select p.state into its_state from purchases p
    where p.workspace_id = coalesce(new.workspace_id, old.workspace_id) and p.id = coalesce(new.purchase_id, old.purchase_id);
  if its_state in ('awaiting_approval', 'approved', 'ordered', 'partly_received', 'received', 'rejected', 'cancelled') then
    raise exception 'the purchase is %: its lines stay', its_state using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $function$
;
CREATE OR REPLACE FUNCTION public.guard_stock_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    -- A movement's own trigger is the second one; whoever writes here by themselves is the first.
    if pg_trigger_depth() < 2 and (old.quantity, old.reserved, old.value, old.movements, old.last_at)
      is distinct from (new.quantity, new.reserved, new.value, new.movements, new.last_at) then
      raise exception 'stock changes by movements alone' using errcode = 'check_violation';
    end if;
  elsif pg_trigger_depth() < 2 and (new.quantity, new.reserved, new.value, new.movements) is distinct from (0::bigint, 0::bigint, 0::numeric, 0::bigint) then
    raise exception 'stock changes by movements alone' using errcode = 'check_violation';
  end if;
  new.low_since := case
    when new.minimum is null or new.quantity - new.reserved >= new.minimum then null
    when tg_op = 'UPDATE' and old.low_since is not null then old.low_since
    else greatest(new.last_at, new.minimum_at)
  end;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.guard_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state = new.state then
    return new;
  end if;
  if old.ended_at is not null then
    raise exception 'ticket % is %, and stays so', old.id, old.state using errcode = 'check_violation';
  end if;
  if new.state = 'abandoned' and old.state <> 'waiting' then
    raise exception 'ticket % is in service and cannot be abandoned', old.id using errcode = 'check_violation';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.guard_work_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  allowed text[];
begin
  if old.state = new.state then
    return new;
  end if;
  allowed := case old.state
    when 'open' then array['offered', 'accepted', 'cancelled']
    when 'offered' then array['open', 'accepted', 'cancelled']
    when 'accepted' then array['open', 'offered', 'on_the_way', 'in_progress', 'cancelled']
    when 'on_the_way' then array['open', 'offered', 'accepted', 'in_progress', 'cancelled']
    when 'in_progress' then array['paused', 'done', 'cancelled']
    when 'paused' then array['in_progress', 'open', 'offered', 'done', 'cancelled']
    when 'done' then array['closed', 'open', 'accepted']
    when 'closed' then array['open', 'accepted']
    else array['open']
  end;
  if not new.state = any(allowed) then
    raise exception 'work order % is %, and does not become %', old.code, old.state, new.state using errcode = 'check_violation';
  end if;
  if new.state in ('offered', 'accepted', 'on_the_way', 'in_progress', 'paused') and new.technician_id is null then
    raise exception 'work order % has no technician', old.code using errcode = 'check_violation';
  end if;
  if new.state = 'done' and new.needs_photo and not exists (
    select 1 from work_order_files f where f.workspace_id = new.workspace_id and f.order_id = new.id and f.kind = 'photo') then
    raise exception 'work order % has no photo', old.code using errcode = 'check_violation';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.guard_work_order_signature()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state = 'closed' and old.state <> 'closed' and new.needs_signature and not exists (
    select 1 from work_order_files f where f.workspace_id = new.workspace_id and f.order_id = new.id and f.kind = 'signature') then
    raise exception 'work order % is not signed', old.code using errcode = 'check_violation';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.heard_text(workspace uuid, message uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (SELECT string_agg(a.transcript_text, ' '::text ORDER BY a."position", a.id) AS string_agg FROM attachments a WHERE ((a.workspace_id = heard_text.workspace) AND (a.message_id = heard_text.message) AND (a.transcript_text IS NOT NULL)))
;
CREATE OR REPLACE FUNCTION public.hold_registration_moves()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status <> new.status and (old.status, new.status) not in (
    ('needs_correction', 'pending'), ('needs_correction', 'rejected'),
    ('pending', 'needs_correction'), ('pending', 'approved'), ('pending', 'rejected')) then
    raise exception 'a registration does not go from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.keep_stock_movement()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- With its whole workspace it goes: then the trigger of the reference is the first one.
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return old;
  end if;
  raise exception 'a movement of stock stays as it was written; write another one' using errcode = 'check_violation';
end $function$
;
CREATE OR REPLACE FUNCTION public.knowledge_place(workspace_id uuid)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ('workspace:'::text || (workspace_id)::text)
;
CREATE OR REPLACE FUNCTION public.mailbox_of(address text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select case when domain in ('gmail.com', 'googlemail.com') then replace(name, '.', '') || '@gmail.com' else name || '@' || domain end
  from (select split_part(split_part(lower(address), '@', 1), '+', 1) as name, split_part(lower(address), '@', 2) as domain) parts
$function$
;
CREATE OR REPLACE FUNCTION public.message_rank(status text)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE
RETURN CASE status WHEN 'queued'::text THEN 0 WHEN 'unconfirmed'::text THEN 1 WHEN 'sent'::text THEN 2 WHEN 'failed'::text THEN 3 WHEN 'withdrawn'::text THEN 3 WHEN 'delivered'::text THEN 4 WHEN 'read'::text THEN 5 WHEN 'received'::text THEN 6 ELSE NULL::integer END
;
CREATE OR REPLACE FUNCTION public.post_stock_movement()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  held stock_balances;
begin
  insert into stock_balances (workspace_id, part_id, site_id) values (new.workspace_id, new.part_id, new.site_id) on conflict do nothing;
  select * into held from stock_balances b
    where b.workspace_id = new.workspace_id and b.part_id = new.part_id and b.site_id = new.site_id for update;
  if held.quantity + new.quantity < 0 or held.quantity + new.quantity < held.reserved + new.reserved then
    raise exception 'there is not so much of part % at site %', new.part_id, new.site_id using errcode = 'check_violation';
  end if;
  new.place := held.movements + 1;
  new.at := greatest(new.at, held.last_at);
  if new.quantity <= 0 then
    new.unit_cost := case when held.quantity = 0 then 0 else round(held.value / held.quantity) end;
    new.value := case when new.quantity = 0 then 0 when held.quantity + new.quantity = 0 then -held.value
      else -round(held.value * -new.quantity / held.quantity) end;
  else
    new.value := coalesce(new.value, new.quantity::numeric * new.unit_cost);
  end if;
  new.quantity_after := held.quantity + new.quantity;
  new.reserved_after := held.reserved + new.reserved;
  new.value_after := held.value + new.value;
  update stock_balances b set quantity = new.quantity_after, reserved = new.reserved_after, value = new.value_after, movements = new.place, last_at = new.at
    where b.workspace_id = new.workspace_id and b.part_id = new.part_id and b.site_id = new.site_id;
  if new.reserved <> 0 then
    update stock_reservations r set quantity = r.quantity + new.reserved
      where r.workspace_id = new.workspace_id and r.work_order_id = new.work_order_id and r.part_id = new.part_id and r.site_id = new.site_id;
    if not found then
      insert into stock_reservations (workspace_id, part_id, site_id, work_order_id, quantity)
        values (new.workspace_id, new.part_id, new.site_id, new.work_order_id, new.reserved);
    end if;
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.prosa_fold(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(regexp_replace(NORMALIZE(value, NFD), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'ABCDEFGHIJKLMNOPQRSTUVWXYZÆŒØÞĐŁŊƏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ'::text, 'abcdefghijklmnopqrstuvwxyzæœøþđłŋəαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ'::text)
;
CREATE OR REPLACE FUNCTION public.purchase_seal(asked_workspace uuid, asked_purchase uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select encode(sha256(convert_to(concat_ws('|', p.supplier_id, p.freight_cents, p.total_cents,
    (select string_agg(concat_ws(':', l.part_id, l.description, l.unit, l.quantity, l.unit_price), ';' order by l.place, l.id)
      from purchase_lines l where l.workspace_id = p.workspace_id and l.purchase_id = p.id)), 'UTF8')), 'hex')
  from purchases p where p.workspace_id = asked_workspace and p.id = asked_purchase
$function$
;
CREATE OR REPLACE FUNCTION public.rebase_feed()
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  here bigint := (select system_identifier from pg_control_system());
  known bigint := (select system_identifier from feed_cluster);
  mark xid8 := pg_current_xact_id();
begin
  if known is not distinct from here then
    return false;
  end if;
  delete from feed_cluster;
  insert into feed_cluster values (here);
  if known is null then
    return false;
  end if;
  update events set xid = mark;
  update feed_cursors set low = mark, high = (mark::text::numeric + 1)::text::xid8;
  return true;
end $function$
;
CREATE OR REPLACE FUNCTION public.remove_message_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from message_words w using removed
    where w.workspace_id = removed.workspace_id and w.part in ('text', 'files') and w.occurred_at = removed.occurred_at and w.message_id = removed.id;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.renew_company_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    delete from company_words w where w.workspace_id = new.workspace_id and w.company_id = new.id;
  end if;
  insert into company_words (workspace_id, word, company_id)
    select distinct new.workspace_id, word, new.id from unnest(array[new.name, new.tax_id, new.domain]) text cross join contact_words_of(text) word
  on conflict do nothing;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.renew_contact_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changed uuid[];
begin
  if tg_table_name = 'contacts' then
    if (old.name, old.profile_name, old.attributes->>'username') is not distinct from (new.name, new.profile_name, new.attributes->>'username') then
      return null;
    end if;
    changed := array[new.id];
  elsif tg_op = 'DELETE' then
    changed := array[old.contact_id];
  else
    changed := array[old.contact_id, new.contact_id];
  end if;
  delete from contact_words w where w.workspace_id = old.workspace_id and w.contact_id = any(changed);
  insert into contact_words (workspace_id, word, contact_id)
    select p.workspace_id, word, p.id from contacts p
      cross join unnest(array[p.name, p.profile_name, p.attributes->>'username']) text cross join contact_words_of(text) word
    where p.workspace_id = old.workspace_id and p.id = any(changed)
    union
    select i.workspace_id, word, i.contact_id from contact_identities i cross join contact_words_of(i.value) word
    where i.workspace_id = old.workspace_id and i.contact_id = any(changed)
    order by 3, 2
  on conflict do nothing;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.renew_file_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  file attachments := case when tg_op = 'DELETE' then old else new end;
begin
  delete from message_words w using messages m
    where m.workspace_id = file.workspace_id and m.id = file.message_id
      and w.workspace_id = m.workspace_id and w.part = 'files' and w.occurred_at = m.occurred_at and w.message_id = m.id;
  insert into message_words (workspace_id, part, occurred_at, message_id, words)
    select m.workspace_id, 'files', m.occurred_at, m.id, search_words(names) || search_place(m.workspace_id, 'files')
    from messages m cross join lateral (
      select string_agg(a.file_name, ' ') as names from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id) named
    where m.workspace_id = file.workspace_id and m.id = file.message_id and m.deleted_at is null and search_words(names) <> ''
  on conflict (workspace_id, part, occurred_at, message_id) do update set words = excluded.words;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.renew_heard_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from message_words w using messages m
    where m.workspace_id = new.workspace_id and m.id = new.message_id
      and w.workspace_id = m.workspace_id and w.part = 'text' and w.occurred_at = m.occurred_at and w.message_id = m.id;
  insert into message_words (workspace_id, part, occurred_at, message_id, words)
    select m.workspace_id, 'text', m.occurred_at, m.id, words || search_place(m.workspace_id, 'text')
    from messages m cross join lateral (
      select search_words(concat_ws(' ', searched_text(m.text, m.content), heard_text(m.workspace_id, m.id))) as words offset 0) cut
    where m.workspace_id = new.workspace_id and m.id = new.message_id and m.deleted_at is null and words <> ''
  on conflict (workspace_id, part, occurred_at, message_id) do update set words = excluded.words;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.renew_message_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  renewed tsvector := search_words(concat_ws(' ', searched_text(new.text, new.content), heard_text(new.workspace_id, new.id)));
begin
  if new.deleted_at is not null then
    delete from message_words w where w.workspace_id = new.workspace_id and w.occurred_at = old.occurred_at and w.message_id = new.id
      and w.part in ('text', 'files');
  elsif renewed = '' or new.kind in ('reaction', 'event') then
    delete from message_words w where w.workspace_id = new.workspace_id and w.occurred_at = old.occurred_at and w.message_id = new.id and w.part = 'text';
  else
    insert into message_words (workspace_id, part, occurred_at, message_id, words)
      values (new.workspace_id, 'text', new.occurred_at, new.id, renewed || search_place(new.workspace_id, 'text'))
    on conflict (workspace_id, part, occurred_at, message_id) do update set words = excluded.words;
  end if;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.renew_registration_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    delete from registration_words w where w.workspace_id = new.workspace_id and w.registration_id = new.id;
  end if;
  insert into registration_words (workspace_id, word, registration_id)
    select distinct new.workspace_id, word, new.id
    from unnest(array[new.person, new.number, split_part(new.tax_id, ' ', 2)]) text cross join contact_words_of(text) word
  on conflict do nothing;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.search_place(workspace_id uuid, part text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN array_to_tsvector(ARRAY[((part || ':'::text) || (workspace_id)::text)])
;
CREATE OR REPLACE FUNCTION public.search_text(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT CASE WHEN (octet_length(cut.plain) = length(cut.plain)) THEN lower((cut.plain COLLATE "C")) ELSE prosa_fold(cut.plain) END AS prosa_fold FROM (SELECT regexp_replace(regexp_replace(NORMALIZE(search_text.value, NFD), '[\u0300-\u036f]'::text, ''::text, 'g'::text), '[\u0001-/:-@\[-`{-\u00bf\u2000-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]+'::text, ' '::text, 'g'::text) AS plain OFFSET 0) cut)
;
CREATE OR REPLACE FUNCTION public.search_words(value text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN strip(to_tsvector('simple'::regconfig, regexp_replace(regexp_replace(regexp_replace(regexp_replace(search_text("left"(value, 20000)), '([^ ]{2})[oa]es(?![^ ])'::text, '\1ao'::text, 'g'::text), '([^ ]{2}[aeou])is(?![^ ])'::text, '\1l'::text, 'g'::text), '([^ ]{3})(es|e|s)(?![^ ])'::text, '\1'::text, 'g'::text), '([^ ]{2})m(?![^ ])'::text, '\1n'::text, 'g'::text)))
;
CREATE OR REPLACE FUNCTION public.searched_text(text text, content jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN concat_ws(' '::text, text, (content #>> '{mail,subject}'::text[]), (content ->> 'name'::text), (content ->> 'address'::text))
;
CREATE OR REPLACE PROCEDURE public.secure_table(IN target regclass, IN workspace_column text DEFAULT 'workspace_id'::text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_workspace on %s to prosa_app using (%I = current_workspace()) with check (%I = current_workspace())',
    target, workspace_column, workspace_column);
  execute format('create policy across_workspaces on %s to prosa_system using (true) with check (true)', target);
end $procedure$
;
