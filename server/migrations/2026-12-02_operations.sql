-- Field work: sites, assets, contractors, suppliers and work orders. On a live database: new tables only.

-- What a workspace decides for all its orders, and the number of the last one: it is counted in the transaction that makes the order, so
-- that none is missing.
create table operations_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  last_number int not null default 0 check (last_number >= 0),
  prefix text not null default 'OS' check (prefix ~ '^[A-Z]{1,6}$'),
  -- Of an hour of work.
  labour_cents bigint not null default 0 check (labour_cents between 0 and 100000000),
  -- Minutes of business time by priority, where no contract says otherwise.
  deadlines jsonb not null default '{"low": 4800, "normal": 1440, "high": 480, "urgent": 240}',
  calendar_id uuid,
  -- Digits of the WhatsApp number that labels lead to; null: they lead to a page of the product.
  label_phone text check (label_phone ~ '^[0-9]{6,15}$'),
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id) on delete set null (calendar_id)
);
call secure_table('operations_settings');
grant select, insert, update on operations_settings to prosa_app;
grant select on operations_settings to prosa_system;

create table sites (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 120),
  code text check (char_length(code) between 1 and 40),
  address text not null default '' check (char_length(address) <= 500),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  calendar_id uuid,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  folded_name text collate "C" generated always as (prosa_fold(name)) stored,
  folded_code text collate "C" generated always as (prosa_fold(code)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id) on delete set null (calendar_id),
  check ((latitude is null) = (longitude is null))
);
create index sites_by_name on sites (workspace_id, folded_name, id);
create unique index sites_code on sites (workspace_id, folded_code) where folded_code is not null;
call secure_table('sites');
grant select, insert, update on sites to prosa_app;

-- Firms that do orders by contract: minutes of business time by priority.
create table contractors (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 120),
  sla jsonb not null default '{}',
  calendar_id uuid,
  email text check (char_length(email) <= 200),
  phone text check (char_length(phone) <= 40),
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  folded_name text collate "C" generated always as (prosa_fold(name)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id) on delete set null (calendar_id)
);
create index contractors_by_name on contractors (workspace_id, folded_name, id);
call secure_table('contractors');
grant select, insert, update on contractors to prosa_app;

create table suppliers (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 120),
  tax_id text check (char_length(tax_id) between 1 and 30),
  email text check (char_length(email) <= 200),
  phone text check (char_length(phone) <= 40),
  note text not null default '' check (char_length(note) <= 2000),
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  folded_name text collate "C" generated always as (prosa_fold(name)) stored,
  primary key (workspace_id, id)
);
create index suppliers_by_name on suppliers (workspace_id, folded_name, id);
call secure_table('suppliers');
grant select, insert, update on suppliers to prosa_app;

create table assets (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- As people read it on the machine: EQ-0417.
  code text not null check (char_length(code) between 1 and 40),
  -- What its label says: nobody guesses it, and it leads to the asset from outside.
  label_code text not null check (label_code ~ '^[0-9a-z]{16}$'),
  name text not null check (char_length(name) between 1 and 120),
  kind text not null default '' check (char_length(kind) <= 80),
  manufacturer text not null default '' check (char_length(manufacturer) <= 80),
  model text not null default '' check (char_length(model) <= 80),
  serial text not null default '' check (char_length(serial) <= 80),
  specifications jsonb not null default '{}',
  synonyms text[] not null default '{}',
  site_id uuid,
  contractor_id uuid,
  purchased_on date,
  cost_cents bigint check (cost_cents between 0 and 1000000000000),
  warranty_until date,
  photo_id uuid,
  manual_id uuid,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  folded_name text collate "C" generated always as (prosa_fold(name)) stored,
  folded_code text collate "C" generated always as (prosa_fold(code)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, site_id) references sites,
  foreign key (workspace_id, contractor_id) references contractors
);
create unique index assets_label on assets (label_code);
create unique index assets_code on assets (workspace_id, folded_code);
create index assets_by_name on assets (workspace_id, folded_name, id);
create index assets_by_site on assets (workspace_id, site_id, folded_name, id);
call secure_table('assets');
grant select, insert, update on assets to prosa_app;
grant select on assets to prosa_system;

-- Members who work from their own chat: which contact they are. The code proves it, sent from that phone.
create table technicians (
  workspace_id uuid not null references workspaces on delete cascade,
  member_id uuid not null,
  contact_id uuid,
  code_hash text,
  code_expires_at timestamptz,
  linked_at timestamptz,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade,
  check ((contact_id is null) = (linked_at is null))
);
create unique index technicians_contact on technicians (workspace_id, contact_id) where contact_id is not null;
create unique index technicians_code on technicians (workspace_id, code_hash) where code_hash is not null;
call secure_table('technicians');
grant select, insert, update, delete on technicians to prosa_app;

create table work_orders (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  number int not null,
  code text not null,
  origin text not null check (origin in ('web', 'whatsapp_bot', 'qr_code', 'voice', 'api')),
  kind text not null default 'corrective' check (kind in ('corrective', 'preventive', 'installation', 'inspection')),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  title text not null check (char_length(title) between 1 and 200),
  description text not null default '' check (char_length(description) <= 4000),
  state text not null default 'open' check (state in
    ('open', 'offered', 'accepted', 'on_the_way', 'in_progress', 'paused', 'done', 'closed', 'cancelled')),
  asset_id uuid,
  site_id uuid,
  contractor_id uuid,
  -- Of the inbox, and carried along when people are merged; no reference, because the order outlives them.
  contact_id uuid,
  former_contacts uuid[] not null default '{}',
  conversation_id uuid,
  former_conversations uuid[] not null default '{}',
  technician_id uuid,
  due_at timestamptz not null,
  -- [{ "id": "…", "text": "…", "doneAt": null, "doneBy": null, "note": null }]
  checklist jsonb not null default '[]',
  solution text not null default '' check (char_length(solution) <= 4000),
  pause_reason text check (char_length(pause_reason) between 1 and 300),
  labour_cents bigint not null default 0,
  needs_photo boolean not null default true,
  rank int not null generated always as (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end) stored,
  is_open boolean not null generated always as (state not in ('done', 'closed', 'cancelled')) stored,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  state_since timestamptz not null,
  arrived_at timestamptz,
  done_at timestamptz,
  closed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, asset_id) references assets,
  foreign key (workspace_id, site_id) references sites,
  foreign key (workspace_id, contractor_id) references contractors,
  foreign key (workspace_id, technician_id) references members (workspace_id, id) on delete set null (technician_id),
  check (state <> 'paused' or pause_reason is not null),
  check (state not in ('done', 'closed') or (done_at is not null and btrim(solution) <> ''))
);
create index work_orders_created on work_orders (workspace_id, created_at desc, id desc);
create index work_orders_due on work_orders (workspace_id, due_at, id) where is_open;
create index work_orders_board on work_orders (workspace_id, state, rank, due_at, id);
create index work_orders_of on work_orders (workspace_id, technician_id, due_at, id) where is_open;
create index work_orders_asset on work_orders (workspace_id, asset_id, created_at desc, id desc);
create index work_orders_site on work_orders (workspace_id, site_id, created_at desc, id desc);
create index work_orders_contact on work_orders (workspace_id, contact_id, created_at desc, id desc) where contact_id is not null;
create index work_orders_conversation on work_orders (workspace_id, conversation_id, created_at desc, id desc) where conversation_id is not null;
call secure_table('work_orders');
grant select, insert, update on work_orders to prosa_app;

-- What happened to each order, by whom and why.
create table work_order_steps (
  workspace_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  at timestamptz not null,
  kind text not null,
  by_kind text not null,
  by_id uuid,
  by_name text not null,
  reason text,
  detail jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, order_id) references work_orders on delete cascade
);
create index work_order_steps_of on work_order_steps (workspace_id, order_id, at, id);
call secure_table('work_order_steps');
grant select, insert on work_order_steps to prosa_app;

-- Stretches of work, one open at a time: from check-in or going on to a pause or the end.
create table work_order_times (
  workspace_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  technician_id uuid,
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at),
  ended_by text check (ended_by in ('pause', 'check_out', 'cancel')),
  reason text,
  primary key (workspace_id, id),
  foreign key (workspace_id, order_id) references work_orders on delete cascade,
  check ((ended_at is null) = (ended_by is null))
);
create unique index work_order_times_open on work_order_times (workspace_id, order_id) where ended_at is null;
create index work_order_times_of on work_order_times (workspace_id, order_id, started_at);
call secure_table('work_order_times');
grant select, insert, update on work_order_times to prosa_app;

-- Files of an order, as they were received: attachments of the inbox, with who sent them.
create table work_order_files (
  workspace_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  attachment_id uuid not null,
  message_id uuid,
  kind text not null check (kind in ('photo', 'video', 'audio', 'document')),
  name text not null check (char_length(name) between 1 and 200),
  added_at timestamptz not null,
  added_by text not null,
  primary key (workspace_id, id),
  unique (workspace_id, order_id, attachment_id),
  foreign key (workspace_id, order_id) references work_orders on delete cascade
);
create index work_order_files_of on work_order_files (workspace_id, order_id, added_at, id);
call secure_table('work_order_files');
grant select, insert, update, delete on work_order_files to prosa_app;

-- Which messages belong to an order. A message belongs to one order at most.
create table work_order_messages (
  workspace_id uuid not null,
  message_id uuid not null,
  order_id uuid not null,
  conversation_id uuid not null,
  added_at timestamptz not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, order_id) references work_orders on delete cascade
);
create index work_order_messages_of on work_order_messages (workspace_id, order_id, added_at);
create index work_order_messages_in on work_order_messages (workspace_id, conversation_id, added_at desc);
call secure_table('work_order_messages');
grant select, insert, update, delete on work_order_messages to prosa_app;

-- What the chat waits for from a person: the next thing to say of one order, one thing at a time.
create table work_order_questions (
  workspace_id uuid not null,
  conversation_id uuid not null,
  -- Null: of what is to become one.
  order_id uuid,
  wanted text not null check (wanted in ('pause_reason', 'photo', 'solution', 'ticket')),
  detail jsonb not null default '{}',
  asked_at timestamptz not null,
  primary key (workspace_id, conversation_id)
);
call secure_table('work_order_questions');
grant select, insert, update, delete on work_order_questions to prosa_app;

-- Whoever writes an order moves it along the allowed ways only, and ends none without its photo.
create function guard_work_order() returns trigger language plpgsql as $$
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
end $$;
create trigger guard_work_order before update of state on work_orders for each row execute function guard_work_order();
