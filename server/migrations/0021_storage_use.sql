-- How many bytes of files a workspace keeps outside cold storage; one row each, changed with the files. The sum is read once, here.
create table storage_use (
  workspace_id uuid primary key references workspaces on delete cascade,
  bytes bigint not null default 0
);
alter table storage_use set (fillfactor = 50);
call secure_table('storage_use');
grant select, insert, update on storage_use to prosa_app;
insert into storage_use (workspace_id, bytes)
select workspace_id, sum(size) from attachments where state = 'stored' and size is not null group by workspace_id;
