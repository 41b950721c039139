-- Preventive plans, what opened for them, and the readings of meters. On a live database: new tables, and a check that becomes wider.
alter table work_orders drop constraint work_orders_origin_check;
alter table work_orders add constraint work_orders_origin_check check (origin in ('web', 'whatsapp_bot', 'qr_code', 'voice', 'api', 'plan')) not valid;
alter table work_orders validate constraint work_orders_origin_check;

create table preventive_plans (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  asset_id uuid not null,
  technician_id uuid,
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  checklist jsonb not null default '[]',
  -- A rule of RFC 5545 without DTSTART; null: by the meter.
  rule text check (length(rule) <= 200),
  -- Its first day and hour, by the workspace's clock.
  starts_on date,
  starts_at time,
  -- So much more on the meter; null: by the calendar. Thousandths of its unit.
  every_reading bigint check (every_reading > 0),
  next_at timestamptz,
  next_reading bigint,
  is_on boolean not null default true,
  archived_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, asset_id) references assets on delete cascade,
  foreign key (workspace_id, technician_id) references members,
  check ((rule is null) <> (every_reading is null)),
  check ((rule is null) = (starts_on is null) and (rule is null) = (starts_at is null))
);
create index preventive_plans_due on preventive_plans (next_at) where is_on and archived_at is null and next_at is not null;
create index preventive_plans_asset on preventive_plans (workspace_id, asset_id);
call secure_table('preventive_plans');
grant select, insert, update on preventive_plans to prosa_app;
grant select on preventive_plans to prosa_system;

-- What opened for a plan: a day, or a reading that was passed. Whoever writes the row opens the order.
create table plan_occasions (
  workspace_id uuid not null,
  plan_id uuid not null,
  occasion text not null check (length(occasion) between 1 and 40),
  order_id uuid,
  opened_at timestamptz not null,
  primary key (workspace_id, plan_id, occasion),
  foreign key (workspace_id, plan_id) references preventive_plans on delete cascade,
  foreign key (workspace_id, order_id) references work_orders on delete cascade
);
call secure_table('plan_occasions');
grant select, insert, update on plan_occasions to prosa_app;

create table meter_readings (
  workspace_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  -- Thousandths of whatever the meter counts.
  value bigint not null check (value >= 0),
  read_at timestamptz not null,
  read_by text not null,
  -- The message, with its photo, in which it was told.
  message_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, asset_id) references assets on delete cascade
);
create index meter_readings_of on meter_readings (workspace_id, asset_id, read_at desc, id desc);
call secure_table('meter_readings');
grant select, insert on meter_readings to prosa_app;
