-- Reports of troubles: what is still to be asked of one, and whose company a site is. On a live database: a wider check, an empty column.
alter table work_order_questions drop constraint work_order_questions_wanted_check;
alter table work_order_questions add constraint work_order_questions_wanted_check
  check (wanted in ('pause_reason', 'photo', 'solution', 'ticket', 'report', 'part'));

-- Of which customer a site is: what people of the company write may be a report about what stands there.
alter table sites add column company_id uuid;
alter table sites add foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete set null (company_id);
create index sites_by_company on sites (workspace_id, company_id) where company_id is not null;
