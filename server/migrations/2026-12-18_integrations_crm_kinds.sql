-- Several kinds of CRM: ids there are words, and a connection says which kind it is. On a live database: the tables are small (a row a deal
-- that is in step), their indexes are built anew with the type.
alter table crm_connections add column kind text not null default 'pipedrive';
alter table crm_connections alter column kind drop default;
alter table crm_connections alter column person_key drop not null;
alter table crm_stages alter column external_id type text;
alter table crm_persons alter column external_id type text;
alter table crm_deals alter column external_id type text;
update crm_exchanges set failure = 'not_theirs' where failure = 'not_pipedrive';
