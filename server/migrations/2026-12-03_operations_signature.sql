-- Some sites and contractors want what was done to be signed: then an order is not closed without a signature.
alter table sites add column asks_signature boolean not null default false;
alter table contractors add column asks_signature boolean not null default false;
alter table work_orders add column needs_signature boolean not null default false;

alter table work_order_files drop constraint work_order_files_kind_check;
alter table work_order_files add constraint work_order_files_kind_check check (kind in ('photo', 'video', 'audio', 'document', 'signature'));
-- Who signed; of signatures only.
alter table work_order_files add column signer text;
alter table work_order_files add constraint work_order_files_signer_check
  check ((kind = 'signature') = (signer is not null) and char_length(signer) between 1 and 120);

create function guard_work_order_signature() returns trigger language plpgsql as $$
begin
  if new.state = 'closed' and old.state <> 'closed' and new.needs_signature and not exists (
    select 1 from work_order_files f where f.workspace_id = new.workspace_id and f.order_id = new.id and f.kind = 'signature') then
    raise exception 'work order % is not signed', old.code using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard_work_order_signature before update of state on work_orders for each row execute function guard_work_order_signature();
