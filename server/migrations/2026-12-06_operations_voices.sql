-- Voice messages that field work has read, so that none is read twice when its file or its words change. On a live database: a new table only.
create table voices_heard (
  workspace_id uuid not null,
  message_id uuid not null,
  -- False: nobody could write it down; it is read again when its words come after all.
  has_words boolean not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages on delete cascade
);
call secure_table('voices_heard');
grant select, insert, update on voices_heard to prosa_app;
