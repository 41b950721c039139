-- Contacts that come as files: the file cut into pieces, and what became of each row. New tables; the app may remove contacts, which only
-- the undo of an import does.
create table contact_imports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  file_name text not null,
  headings jsonb not null,
  row_count int not null,
  -- `draft` was uploaded; `checking` and `running` go piece by piece; `undoing` goes back the same way.
  state text not null default 'draft' check (state in ('draft', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')),
  -- What each column is, null for what is left out; who is known already is updated or skipped.
  mapping jsonb,
  on_known text not null default 'update' check (on_known in ('update', 'skip')),
  next_piece int not null default 0,
  made int not null default 0,
  changed int not null default 0,
  skipped int not null default 0,
  failed int not null default 0,
  kept int not null default 0,
  created_by uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index contact_imports_newest on contact_imports (workspace_id, created_at desc, id desc);
call secure_table('contact_imports');
grant select, insert, update on contact_imports to prosa_app;

create table contact_import_pieces (
  workspace_id uuid not null,
  import_id uuid not null,
  piece int not null,
  -- [{ number, cells }], the number as a spreadsheet shows it.
  lines jsonb not null,
  primary key (workspace_id, import_id, piece),
  foreign key (workspace_id, import_id) references contact_imports on delete cascade
);
call secure_table('contact_import_pieces');
grant select, insert, delete on contact_import_pieces to prosa_app;

create table contact_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  number int not null,
  outcome text not null check (outcome in ('made', 'changed', 'failed')),
  contact_id uuid,
  -- What is wrong: [{ column, problem }].
  problems jsonb,
  -- What a changed contact was before, so that it can be given back.
  before jsonb,
  written_at timestamptz,
  primary key (workspace_id, import_id, number),
  foreign key (workspace_id, import_id) references contact_imports on delete cascade
);
create index contact_import_rows_failed on contact_import_rows (workspace_id, import_id, number) where outcome = 'failed';
call secure_table('contact_import_rows');
grant select, insert, delete on contact_import_rows to prosa_app;
grant delete on contacts to prosa_app;
