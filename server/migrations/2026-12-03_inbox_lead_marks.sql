-- How warm a contact is, as lists and conditions show it. On a live database: two columns without a default, no row is rewritten.
alter table contacts
  add column score smallint check (score between 0 and 100),
  add column class text check (class in ('hot', 'warm', 'cold', 'very_cold'));
