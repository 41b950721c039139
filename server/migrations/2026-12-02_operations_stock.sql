-- Parts, what of them lies where, and how they are bought. On a live database: new tables only.
-- Quantities are thousandths of the part's unit, unit costs and prices ten-thousandths of the currency; their product, a value, is exact.
create table parts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  code text not null check (char_length(code) between 1 and 40),
  name text not null check (char_length(name) between 1 and 120),
  synonyms text[] not null default '{}',
  unit text not null check (char_length(unit) between 1 and 12),
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  folded_name text collate "C" generated always as (prosa_fold(name)) stored,
  folded_code text collate "C" generated always as (prosa_fold(code)) stored,
  primary key (workspace_id, id)
);
create unique index parts_code on parts (workspace_id, folded_code);
create index parts_by_name on parts (workspace_id, folded_name, id);
call secure_table('parts');
grant select, insert, update on parts to prosa_app;

-- What lies where now. Only movements change it: see post_stock_movement.
create table stock_balances (
  workspace_id uuid not null,
  part_id uuid not null,
  site_id uuid not null,
  quantity bigint not null default 0 check (quantity >= 0),
  -- Of the quantity, what is promised to work orders.
  reserved bigint not null default 0 check (reserved >= 0),
  value numeric(30, 0) not null default 0 check (value >= 0),
  minimum bigint check (minimum > 0),
  minimum_at timestamptz,
  -- Since when less than the minimum is free; null while there is enough.
  low_since timestamptz,
  movements bigint not null default 0,
  last_at timestamptz,
  primary key (workspace_id, part_id, site_id),
  foreign key (workspace_id, part_id) references parts on delete cascade,
  foreign key (workspace_id, site_id) references sites on delete cascade,
  check (reserved <= quantity),
  check (quantity > 0 or value = 0)
);
create index stock_balances_site on stock_balances (workspace_id, site_id, part_id);
create index stock_balances_low on stock_balances (workspace_id, low_since) where low_since is not null;
call secure_table('stock_balances');
grant select, insert, update on stock_balances to prosa_app;

create function guard_stock_balance() returns trigger language plpgsql as $$
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
end $$;
create trigger guard_stock_balance before insert or update on stock_balances for each row execute function guard_stock_balance();

-- What of a reservation is still kept for its order.
create table stock_reservations (
  workspace_id uuid not null,
  part_id uuid not null,
  site_id uuid not null,
  work_order_id uuid not null,
  quantity bigint not null check (quantity >= 0),
  primary key (workspace_id, work_order_id, part_id, site_id),
  foreign key (workspace_id, part_id, site_id) references stock_balances on delete cascade,
  foreign key (workspace_id, work_order_id) references work_orders on delete cascade
);
call secure_table('stock_reservations');
grant select, insert, update on stock_reservations to prosa_app;

create table stock_transfers (
  workspace_id uuid not null,
  id uuid not null,
  part_id uuid not null,
  from_site_id uuid not null,
  to_site_id uuid not null,
  quantity bigint not null check (quantity > 0),
  -- What left with it, and arrives.
  value numeric(30, 0) not null default 0,
  unit_cost bigint not null default 0,
  state text not null default 'in_transit' check (state in ('in_transit', 'received', 'returned')),
  reason text not null check (length(reason) <= 500),
  sent_at timestamptz not null,
  sent_by text not null,
  ended_at timestamptz,
  ended_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, part_id) references parts on delete cascade,
  foreign key (workspace_id, from_site_id) references sites on delete cascade,
  foreign key (workspace_id, to_site_id) references sites on delete cascade,
  check (from_site_id <> to_site_id),
  check ((state = 'in_transit') = (ended_at is null))
);
create index stock_transfers_sent on stock_transfers (workspace_id, sent_at desc, id desc);
create index stock_transfers_open on stock_transfers (workspace_id, part_id) where state = 'in_transit';
call secure_table('stock_transfers');
grant select, insert, update on stock_transfers to prosa_app;

create table stock_counts (
  workspace_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  state text not null default 'open' check (state in ('open', 'finished', 'cancelled')),
  opened_at timestamptz not null,
  opened_by text not null,
  ended_at timestamptz,
  ended_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, site_id) references sites on delete cascade,
  check ((state = 'open') = (ended_at is null))
);
-- Two counts of one place would adjust the same difference twice.
create unique index stock_counts_open on stock_counts (workspace_id, site_id) where state = 'open';
create index stock_counts_opened on stock_counts (workspace_id, opened_at desc, id desc);
call secure_table('stock_counts');
grant select, insert, update on stock_counts to prosa_app;

create table stock_count_lines (
  workspace_id uuid not null,
  count_id uuid not null,
  part_id uuid not null,
  counted bigint not null check (counted >= 0),
  -- What the ledger said when it was counted: the difference stays right while stock moves on.
  expected bigint not null,
  counted_at timestamptz not null,
  counted_by text not null,
  primary key (workspace_id, count_id, part_id),
  foreign key (workspace_id, count_id) references stock_counts on delete cascade,
  foreign key (workspace_id, part_id) references parts on delete cascade
);
call secure_table('stock_count_lines');
grant select, insert, update on stock_count_lines to prosa_app;

-- The ledger: written once, never changed. Each row holds what lay there after it, so any past balance is one step along the key.
create table stock_movements (
  workspace_id uuid not null,
  part_id uuid not null,
  site_id uuid not null,
  -- The first of its part at its site is 1; without a gap.
  place bigint not null,
  id uuid not null,
  kind text not null check (kind in ('in', 'out', 'transfer_out', 'transfer_in', 'adjust', 'reserve', 'unreserve', 'return')),
  -- Changes, with their sign.
  quantity bigint not null,
  reserved bigint not null default 0,
  value numeric(30, 0) not null,
  unit_cost bigint not null check (unit_cost >= 0),
  quantity_after bigint not null,
  reserved_after bigint not null,
  value_after numeric(30, 0) not null,
  at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  by_name text not null,
  reason text not null check (length(reason) <= 500),
  work_order_id uuid,
  purchase_id uuid,
  transfer_id uuid,
  count_id uuid,
  primary key (workspace_id, part_id, site_id, place),
  unique (workspace_id, id),
  foreign key (workspace_id, part_id, site_id) references stock_balances on delete cascade,
  foreign key (workspace_id, work_order_id) references work_orders,
  check (case kind
    when 'in' then quantity > 0 and reserved = 0
    when 'out' then quantity < 0 and reserved <= 0
    when 'transfer_out' then quantity < 0 and reserved = 0 and transfer_id is not null
    when 'transfer_in' then quantity > 0 and reserved = 0 and transfer_id is not null
    when 'adjust' then quantity <> 0 and reserved = 0
    when 'reserve' then quantity = 0 and reserved > 0 and work_order_id is not null
    when 'unreserve' then quantity = 0 and reserved < 0 and work_order_id is not null
    else quantity > 0 and reserved = 0 and work_order_id is not null
  end)
);
create index stock_movements_at on stock_movements (workspace_id, at desc, id desc);
create index stock_movements_then on stock_movements (workspace_id, part_id, site_id, at, place);
create index stock_movements_order on stock_movements (workspace_id, work_order_id) where work_order_id is not null;
call secure_table('stock_movements');
grant select, insert on stock_movements to prosa_app;

-- Takes the balance's lock, so that whoever comes at the same time sees what is left. What goes out takes its share of the value with it.
create function post_stock_movement() returns trigger language plpgsql as $$
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
end $$;
create trigger post_stock_movement before insert on stock_movements for each row execute function post_stock_movement();

create function keep_stock_movement() returns trigger language plpgsql as $$
begin
  -- With its whole workspace it goes: then the trigger of the reference is the first one.
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return old;
  end if;
  raise exception 'a movement of stock stays as it was written; write another one' using errcode = 'check_violation';
end $$;
create trigger keep_stock_movement before update or delete on stock_movements for each row execute function keep_stock_movement();

-- Who approves from which total on. The level above is asked after the one below.
create table purchase_limits (
  workspace_id uuid not null references workspaces on delete cascade,
  level int not null check (level between 1 and 3),
  above_cents bigint not null check (above_cents >= 0),
  approver_id uuid not null,
  deputy_id uuid,
  primary key (workspace_id, level),
  foreign key (workspace_id, approver_id) references members,
  foreign key (workspace_id, deputy_id) references members,
  check (deputy_id <> approver_id)
);
call secure_table('purchase_limits');
grant select, insert, update, delete on purchase_limits to prosa_app;

create table purchase_numbers (
  workspace_id uuid primary key references workspaces on delete cascade,
  last int not null
);
call secure_table('purchase_numbers');
grant select, insert, update on purchase_numbers to prosa_app;

create table purchases (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  number int not null,
  state text not null default 'requested' check (state in
    ('requested', 'quoting', 'awaiting_approval', 'approved', 'ordered', 'partly_received', 'received', 'rejected', 'cancelled')),
  title text not null check (length(title) between 1 and 200),
  reason text not null check (length(reason) <= 1000),
  is_urgent boolean not null,
  -- Where it is wanted; where it arrives is said when it does.
  site_id uuid,
  work_order_id uuid,
  requester_id uuid not null,
  supplier_id uuid,
  quote_id uuid,
  freight_cents bigint not null default 0 check (freight_cents >= 0),
  total_cents bigint check (total_cents >= 0),
  -- How many levels have to approve what stands here.
  levels int not null default 1,
  expected_on date,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  ordered_at timestamptz,
  ended_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, site_id) references sites on delete set null (site_id),
  foreign key (workspace_id, work_order_id) references work_orders,
  foreign key (workspace_id, supplier_id) references suppliers,
  foreign key (workspace_id, requester_id) references members
);
create index purchases_changed on purchases (workspace_id, changed_at desc, id desc);
create index purchases_state on purchases (workspace_id, state, changed_at desc, id desc);
create index purchases_order on purchases (workspace_id, work_order_id) where work_order_id is not null;
call secure_table('purchases');
grant select, insert, update on purchases to prosa_app;

create table purchase_lines (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  place int not null,
  part_id uuid,
  description text not null check (length(description) between 1 and 200),
  unit text not null check (length(unit) between 1 and 12),
  quantity bigint not null check (quantity > 0),
  unit_price bigint check (unit_price >= 0),
  received bigint not null default 0 check (received >= 0),
  primary key (workspace_id, id),
  foreign key (workspace_id, purchase_id) references purchases on delete cascade,
  foreign key (workspace_id, part_id) references parts
);
create index purchase_lines_of on purchase_lines (workspace_id, purchase_id, place);
create index purchase_lines_part on purchase_lines (workspace_id, part_id) where part_id is not null;
call secure_table('purchase_lines');
grant select, insert, update, delete on purchase_lines to prosa_app;

create table purchase_quotes (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  supplier_id uuid not null,
  freight_cents bigint not null check (freight_cents >= 0),
  total_cents bigint not null check (total_cents >= 0),
  delivery_days int check (delivery_days between 0 and 999),
  valid_until date,
  note text not null check (length(note) <= 1000),
  written_at timestamptz not null,
  written_by text not null,
  primary key (workspace_id, id),
  unique (workspace_id, purchase_id, supplier_id),
  foreign key (workspace_id, purchase_id) references purchases on delete cascade,
  foreign key (workspace_id, supplier_id) references suppliers
);
call secure_table('purchase_quotes');
grant select, insert, update, delete on purchase_quotes to prosa_app;

create table purchase_quote_lines (
  workspace_id uuid not null,
  quote_id uuid not null,
  line_id uuid not null,
  unit_price bigint not null check (unit_price >= 0),
  primary key (workspace_id, quote_id, line_id),
  foreign key (workspace_id, quote_id) references purchase_quotes on delete cascade,
  foreign key (workspace_id, line_id) references purchase_lines on delete cascade
);
call secure_table('purchase_quote_lines');
grant select, insert, update, delete on purchase_quote_lines to prosa_app;

-- One question to one approver. Its seal is of what was shown to them.
create table purchase_approvals (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  level int not null check (level between 1 and 3),
  requester_id uuid not null,
  approver_id uuid not null,
  deputy_id uuid,
  seal text not null,
  total_cents bigint not null,
  state text not null default 'pending' check (state in ('pending', 'approved', 'rejected', 'expired', 'withdrawn')),
  asked_at timestamptz not null,
  remind_at timestamptz,
  expires_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_on text check (decided_on in ('screen', 'phone')),
  reason text not null default '' check (length(reason) <= 500),
  primary key (workspace_id, id),
  foreign key (workspace_id, purchase_id) references purchases on delete cascade,
  foreign key (workspace_id, approver_id) references members,
  foreign key (workspace_id, deputy_id) references members,
  check (approver_id <> requester_id and deputy_id is distinct from requester_id),
  check (decided_by is null or decided_by = approver_id or decided_by is not distinct from deputy_id),
  check ((state in ('approved', 'rejected')) = (decided_by is not null))
);
create unique index purchase_approvals_pending on purchase_approvals (workspace_id, purchase_id) where state = 'pending';
create index purchase_approvals_of on purchase_approvals (workspace_id, purchase_id, asked_at);
call secure_table('purchase_approvals');
grant select, insert, update on purchase_approvals to prosa_app;

create table purchase_receipts (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  site_id uuid not null,
  invoice_number text not null check (length(invoice_number) <= 40),
  -- Of a Brazilian electronic invoice.
  invoice_key text check (invoice_key ~ '^[0-9]{44}$'),
  received_at timestamptz not null,
  received_by text not null,
  reason text not null check (length(reason) <= 500),
  primary key (workspace_id, id),
  foreign key (workspace_id, purchase_id) references purchases on delete cascade,
  foreign key (workspace_id, site_id) references sites
);
create index purchase_receipts_of on purchase_receipts (workspace_id, purchase_id, received_at);
create index purchase_receipts_key on purchase_receipts (workspace_id, invoice_key) where invoice_key is not null;
call secure_table('purchase_receipts');
grant select, insert on purchase_receipts to prosa_app;

create table purchase_receipt_lines (
  workspace_id uuid not null,
  receipt_id uuid not null,
  line_id uuid not null,
  quantity bigint not null check (quantity > 0),
  primary key (workspace_id, receipt_id, line_id),
  foreign key (workspace_id, receipt_id) references purchase_receipts on delete cascade,
  foreign key (workspace_id, line_id) references purchase_lines
);
call secure_table('purchase_receipt_lines');
grant select, insert on purchase_receipt_lines to prosa_app;

-- What happened to each purchase, by whom and why.
create table purchase_steps (
  workspace_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  kind text not null,
  at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  by_name text not null,
  detail jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, purchase_id) references purchases on delete cascade
);
create index purchase_steps_of on purchase_steps (workspace_id, purchase_id, at, id);
call secure_table('purchase_steps');
grant select, insert on purchase_steps to prosa_app;

-- Lines, supplier and total in one word: an approval is of these, and of nothing else.
create function purchase_seal(asked_workspace uuid, asked_purchase uuid) returns text language sql stable as $$
  select encode(sha256(convert_to(concat_ws('|', p.supplier_id, p.freight_cents, p.total_cents,
    (select string_agg(concat_ws(':', l.part_id, l.description, l.unit, l.quantity, l.unit_price), ';' order by l.place, l.id)
      from purchase_lines l where l.workspace_id = p.workspace_id and l.purchase_id = p.id)), 'UTF8')), 'hex')
  from purchases p where p.workspace_id = asked_workspace and p.id = asked_purchase
$$;

create function guard_purchase_approval() returns trigger language plpgsql as $$
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
end $$;
create trigger guard_purchase_approval before insert or update on purchase_approvals for each row execute function guard_purchase_approval();

create function guard_purchase() returns trigger language plpgsql as $$
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
end $$;
create trigger guard_purchase before update on purchases for each row execute function guard_purchase();

-- Lines stay as they were ordered; only what arrived of them changes.
create function guard_purchase_line() returns trigger language plpgsql as $$
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
end $$;
create trigger guard_purchase_line before insert or update or delete on purchase_lines for each row execute function guard_purchase_line();
