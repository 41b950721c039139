-- The words under which contacts are found are split by a function that was `strict`: PostgreSQL ran it once for each name and address, with a plan
-- each time. Without that word it becomes part of the statement that asks it. An empty value gives no words either way; no row is touched.
create or replace function contact_words_of(value text) returns setof text language sql immutable parallel safe as $$
  with parts as (
    select part, at from regexp_split_to_table(prosa_fold(left(value, 200)), '[\s!-/:-@\[-`{-~]+') with ordinality as split(part, at) where part <> '')
  select left(string_agg(part, '') over (order by at rows between current row and unbounded following), 60) from parts
  union
  select right(value, length) from unnest(array[11, 10, 9, 8, 7, 4]) length where value ~ '^\+\d+$' and length < length(value) - 1
$$;
