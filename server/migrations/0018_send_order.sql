-- Whether something older of a conversation still waits is asked before each send. Few rows are queued at any time; the index is
-- built while sends go on, since the table is small where this matters and a lock of moments is no outage.
create index messages_queued on messages (workspace_id, conversation_id, created_at) where status = 'queued' and direction = 'out';
