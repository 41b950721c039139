-- What an earlier secret key signed is believed for a while after that key is gone. New table only.
create table retired_keys (
  purpose text not null,
  master_id text not null,
  -- Derived for this purpose; sealed with the present key.
  sealed text not null,
  ends_at timestamptz not null,
  primary key (purpose, master_id)
);
grant select, insert, update, delete on retired_keys to prosa_system;
