-- Who follows a conversation can stop.
grant delete on conversation_followers to prosa_app;
