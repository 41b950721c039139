-- The label that the breaker of loops puts on is known by this, under whatever name; null for all that people made.
alter table labels add column made_for text check (made_for in ('loop'));
create unique index labels_made_for on labels (workspace_id, made_for) where made_for is not null;
