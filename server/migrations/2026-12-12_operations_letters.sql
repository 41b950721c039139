-- What was written to suppliers about a purchase, and what they answered. On a live database: a new table only.

create table purchase_letters (
  workspace_id uuid not null,
  message_id uuid not null,
  purchase_id uuid not null,
  supplier_id uuid not null,
  -- Where its message stands.
  conversation_id uuid not null,
  kind text not null check (kind in ('ask', 'order', 'answer')),
  at timestamptz not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, purchase_id) references purchases on delete cascade,
  foreign key (workspace_id, supplier_id) references suppliers
);
create index purchase_letters_of on purchase_letters (workspace_id, purchase_id, at);
create index purchase_letters_in on purchase_letters (workspace_id, conversation_id, at desc);
call secure_table('purchase_letters');
grant select, insert, update, delete on purchase_letters to prosa_app;
