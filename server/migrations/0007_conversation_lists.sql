-- The lists of unread conversations and of one channel read every conversation of the workspace. Building the indexes
-- stops writes to conversations for about a second per million of them.
create index conversations_unread on conversations (workspace_id, last_message_at desc, id desc) where unread_count > 0;
create index conversations_channel on conversations (workspace_id, channel_id, last_message_at desc, id desc);
