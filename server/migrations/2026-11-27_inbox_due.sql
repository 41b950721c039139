-- Until when an answer was promised: set by the room that promises, sorted by and filtered here. On a live database: two empty columns
-- and a partial index that is empty at first.
alter table conversations
  add column due_at timestamptz,
  add column due_kind text check (due_kind in ('first_response', 'resolution'));
create index conversations_due on conversations (workspace_id, due_at, id) where due_at is not null;

-- Queues are made, renamed and removed by people; what lay in one lies elsewhere by then.
grant insert, update, delete on queues to prosa_app;
