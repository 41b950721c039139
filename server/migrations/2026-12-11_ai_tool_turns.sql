-- Of which turn an act of a model was: a turn that runs again, or is overtaken by what the contact wrote, does nothing a second time.
-- Null: it changed nothing, or is older than this column. The unique key of the table leads to it by session.
alter table ai_tool_runs add column up_to bigint;
