-- What members have begun to write: an answer and a note for each conversation, the same in every tab and on every device.
create table drafts (
  workspace_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  text text not null,
  attachment_ids uuid[] not null,
  quoted_id uuid,
  -- Grows by one with every change: whoever writes says upon which one.
  version int not null,
  changed_at timestamptz not null,
  primary key (workspace_id, member_id, conversation_id, kind),
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index drafts_conversation on drafts (workspace_id, conversation_id);
call secure_table('drafts');
grant select, insert, update, delete on drafts to prosa_app;
