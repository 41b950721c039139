-- The numbered menu that was sent last, so that an answer "2" is understood.
alter table conversations add column menu jsonb;

-- An echo that came before its message was known to be the same gives way to the message (inbox/messages/adopt-echoes.ts).
grant delete on messages to prosa_app;
