-- What a workspace wants to know of its contacts: fields of its own with a type, and their values. New tables only.
create table contact_fields (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Stands in conditions, texts and the API: it never changes.
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null check (char_length(label) between 1 and 60),
  type text not null check (type in ('text', 'number', 'date', 'yes_no', 'choice', 'many', 'link')),
  -- Of choice and many: [{ id, name }] in their order.
  choices jsonb not null default '[]',
  is_required boolean not null default false,
  position int not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
call secure_table('contact_fields');
grant select, insert, update on contact_fields to prosa_app;

-- One row a value, in the column of its type; of many choices one row each. `item` is the id of a choice, else empty. A day is kept as noon in
-- UTC, which is that day in every time zone from -12 to +11.
create table contact_values (
  workspace_id uuid not null,
  contact_id uuid not null,
  field_id uuid not null,
  item text collate "C" not null default '',
  text text,
  number float8,
  at timestamptz,
  is_true boolean,
  primary key (workspace_id, contact_id, field_id, item),
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  foreign key (workspace_id, field_id) references contact_fields on delete cascade
);
-- A filter begins with who has a choice, or has the field at all; or with a number or a day. Only comparisons that leak nothing find an index
-- under row-level security, so a text is looked for among those who have its field.
create index contact_values_item on contact_values (workspace_id, field_id, item, contact_id);
create index contact_values_number on contact_values (workspace_id, field_id, number, contact_id) where number is not null;
create index contact_values_at on contact_values (workspace_id, field_id, at, contact_id) where at is not null;
call secure_table('contact_values');
grant select, insert, update, delete on contact_values to prosa_app;
