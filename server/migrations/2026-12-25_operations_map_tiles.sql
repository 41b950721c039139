-- The ground under the map of orders: where its tiles come from. On a live database: one column.
alter table operations_settings
  -- { address, attribution }; null: the map has a plain ground.
  add column map_tiles jsonb;
