-- Merges are looked up by the one who stayed (the contact's page) and by the pair (was it undone?). The table is small.
create index contact_merges_kept on contact_merges (workspace_id, kept_id, merged_id);
create index contact_merges_merged on contact_merges (workspace_id, merged_id, kept_id);
