-- Companies, to which contacts belong. Two new tables; contacts get a column that is empty, so nothing is written anew. The index over it is
-- made while writers of contacts wait, about a tenth of a second for 100,000.
create table companies (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 120),
  -- Digits and capital letters, of the country whose number it is; both or neither.
  tax_country text check (tax_country ~ '^[A-Z]{2}$'),
  tax_id text check (tax_id ~ '^[0-9A-Z]{1,20}$'),
  domain text,
  note text not null default '',
  -- The file of contacts that named it first: who takes that back takes the company back as well, if nobody is in it.
  import_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Compared as plain text: row-level security lets nothing else use an index.
  folded_name text collate "C" generated always as (prosa_fold(name)) stored,
  primary key (workspace_id, id),
  check ((tax_country is null) = (tax_id is null))
);
create unique index companies_tax_id on companies (workspace_id, tax_country, tax_id);
create index companies_by_name on companies (workspace_id, folded_name, id);
create index companies_import on companies (workspace_id, import_id) where import_id is not null;
call secure_table('companies');
grant select, insert, update, delete on companies to prosa_app;

-- The beginnings under which a company is found, as contact_words has them of contacts.
create table company_words (
  workspace_id uuid not null,
  word text collate "C" not null,
  company_id uuid not null,
  primary key (workspace_id, word, company_id),
  foreign key (workspace_id, company_id) references companies on delete cascade
);
create index company_words_company on company_words (workspace_id, company_id);
call secure_table('company_words');
grant select, insert, delete on company_words to prosa_app;

create function renew_company_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from company_words w where w.workspace_id = new.workspace_id and w.company_id = new.id;
  end if;
  insert into company_words (workspace_id, word, company_id)
    select distinct new.workspace_id, word, new.id from unnest(array[new.name, new.tax_id, new.domain]) text cross join contact_words_of(text) word
  on conflict do nothing;
  return null;
end $$;
create trigger companies_found after insert or update of name, tax_id, domain on companies for each row execute function renew_company_words();

alter table contacts add column company_id uuid;
alter table contacts add constraint contacts_company foreign key (workspace_id, company_id) references companies (workspace_id, id)
  on delete set null (company_id);
create index contacts_by_company on contacts (workspace_id, company_id, sort_name, id) where company_id is not null;
