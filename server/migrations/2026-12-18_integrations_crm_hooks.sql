-- A CRM says that something changed: by this word in the address it is known. Each connection gets its own, those that stand too.
alter table crm_connections add column hook_secret text not null default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
