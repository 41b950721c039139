-- Orders by the day on which they are due, those that are over among them. On a live database: an index only.

create index work_orders_calendar on work_orders (workspace_id, due_at, id) where state <> 'cancelled';
