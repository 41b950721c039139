-- Figures are asked by the time of their rows. On a live table each index holds up writers while it is built, seconds for a million rows.
create index sessions_closed on sessions (workspace_id, closed_at) where closed_at is not null;
create index ai_turns_taken on ai_turns (workspace_id, taken_at);
create index flow_runs_started on flow_runs (workspace_id, started_at);
create index deals_closed on deals (workspace_id, closed_at) where closed_at is not null;
create index work_orders_done on work_orders (workspace_id, done_at) where done_at is not null;
create index purchases_ordered on purchases (workspace_id, ordered_at) where ordered_at is not null;
-- Messages come nearly in the order of their time: a block range index is a few kilobytes and costs receiving nothing.
create index messages_occurred on messages using brin (occurred_at) with (pages_per_range = 32, autosummarize = on);
