-- From where members and keys may come. On a live database: columns with a constant default, nothing is rewritten.
alter table access_rules
  add column member_ranges text[] not null default '{}' check (cardinality(member_ranges) <= 100),
  add column key_ranges text[] not null default '{}' check (cardinality(key_ranges) <= 100);
