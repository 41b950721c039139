-- The audit log is narrowed to one act or one person: without these a rare one is looked for through the whole log. The table only grows by
-- single lines, so that building them holds it for seconds.
create index audit_log_action on audit_log (workspace_id, action, occurred_at desc, id desc);
create index audit_log_actor on audit_log (workspace_id, actor_id, occurred_at desc, id desc) where actor_id is not null;
