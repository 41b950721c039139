-- Assets, sites and parts that come as files, and what became of each line. On a live database: new tables only.

create table record_imports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('asset', 'site', 'part')),
  file_name text not null check (char_length(file_name) <= 200),
  headings jsonb not null,
  -- [{ number, cells }], the number as a spreadsheet shows it.
  lines jsonb not null,
  row_count int not null check (row_count between 1 and 5000),
  state text not null default 'draft' check (state in ('draft', 'running', 'done', 'undoing', 'undone')),
  -- What each column is, null for what is left out.
  mapping jsonb,
  next_line int not null default 0,
  made int not null default 0,
  changed int not null default 0,
  failed int not null default 0,
  kept int not null default 0,
  created_by uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index record_imports_newest on record_imports (workspace_id, created_at desc, id desc);
call secure_table('record_imports');
grant select, insert, update on record_imports to prosa_app;

create table record_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  number int not null,
  outcome text not null check (outcome in ('made', 'changed', 'failed')),
  record_id uuid,
  -- What is wrong: [{ column, problem }].
  problems jsonb,
  -- What a changed record was before, as far as the line changed it.
  before jsonb,
  written_at timestamptz,
  primary key (workspace_id, import_id, number),
  foreign key (workspace_id, import_id) references record_imports on delete cascade
);
call secure_table('record_import_rows');
grant select, insert, delete on record_import_rows to prosa_app;
