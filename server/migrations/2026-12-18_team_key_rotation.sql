-- The text that an API key had before its present one holds for some hours more. On a live database: columns without a default; the index holds
-- only keys that were changed.
alter table api_keys add column former_hash text, add column former_until timestamptz;
create unique index api_keys_former on api_keys (former_hash) where former_hash is not null;
