-- Whoever needs no list of first steps puts it away. On a live database: a column without a default costs no rewrite.
alter table workspaces add column first_steps_away_at timestamptz;
