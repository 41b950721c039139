-- Orders that are still to be done, by site: how many, the worst priority and what is late are read from the index. On a live database: an index only.

create index work_orders_open_at on work_orders (workspace_id, site_id, rank) include (due_at) where is_open;
