-- Goals of members, and what counts towards them. On a live database: new tables, and a column with a default that costs no rewrite.
alter table pipeline_stages add column is_proposal boolean not null default false;
update pipeline_stages set is_proposal = true where kind = 'open' and prosa_fold(name) in ('proposta', 'proposal', 'propuesta');

create table member_goals (
  workspace_id uuid not null references workspaces on delete cascade,
  member_id uuid not null,
  what text not null check (what in ('contacts', 'proposals', 'deals')),
  period text not null check (period in ('day', 'week', 'month')),
  target int not null check (target between 1 and 100000),
  primary key (workspace_id, member_id, what, period),
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade
);
call secure_table('member_goals');
grant select, insert, update, delete on member_goals to prosa_app;

-- On which day (of the workspace's clock) a member wrote to a contact, sent a proposal, or won a deal: each once a day.
create table goal_marks (
  workspace_id uuid not null references workspaces on delete cascade,
  member_id uuid not null,
  what text not null check (what in ('contacts', 'proposals', 'deals')),
  day date not null,
  subject_id uuid not null,
  primary key (workspace_id, member_id, what, day, subject_id)
);
create index goal_marks_day on goal_marks (day);
create index goal_marks_subject on goal_marks (workspace_id, subject_id);
call secure_table('goal_marks');
grant select, insert, delete on goal_marks to prosa_app;
grant select, delete on goal_marks to prosa_system;
