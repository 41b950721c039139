-- Qualification: what people answered, how many points it gave, and where they were sent. On a live database: a column with a default that
-- costs no rewrite, and a new table.
alter table lead_settings add column qualification jsonb not null default '{}';

create table lead_qualifications (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  conversation_id uuid not null,
  -- The session that it was asked in: in each there is one qualification, and so one closing message.
  session_id uuid not null,
  sdr_points smallint not null check (sdr_points between 0 and 130),
  class text not null check (class in ('hot', 'warm', 'cold', 'very_cold')),
  -- By question: what was said, and its points.
  answers jsonb not null,
  queue_id uuid,
  was_told boolean not null,
  by_kind text not null,
  by_name text not null,
  at timestamptz not null,
  former_contacts uuid[] not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create unique index lead_qualifications_once on lead_qualifications (workspace_id, conversation_id, session_id);
create index lead_qualifications_of on lead_qualifications (workspace_id, contact_id, at desc, id desc);
create index lead_qualifications_at on lead_qualifications (workspace_id, at);
call secure_table('lead_qualifications');
grant select, insert, update, delete on lead_qualifications to prosa_app;
