-- What a message costs, by kind of channel and category, from which day on; what it was before is kept. On a live database: a new table alone.
create table message_prices (
  workspace_id uuid not null references workspaces on delete cascade,
  channel_kind text not null,
  -- As the provider bills it: `marketing`, `utility`, `authentication`, `service`; `any` for all that have no line of their own.
  category text not null check (category in ('any', 'marketing', 'utility', 'authentication', 'service')),
  -- A day of the workspace; in force until the next one of the same kind and category.
  from_day date not null,
  -- Millionths of the workspace's currency for one message, of SMS for one part of it; null: nobody knows from this day on.
  price bigint check (price >= 0),
  set_at timestamptz not null,
  primary key (workspace_id, channel_kind, category, from_day)
);
call secure_table('message_prices');
grant select, insert, update on message_prices to prosa_app;
