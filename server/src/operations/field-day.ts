import { sql, type Tx } from "../platform/index.ts";

/** How field work stands, of the whole workspace or of one technician. Days are those of the workspace's clock. */
export interface FieldDay {
  open: number;
  late: number;
  urgent: number;
  inProgress: number;
  doneToday: number;
  /** Orders that were due yesterday, those cancelled left out, and how many of them are done. */
  dueYesterday: number;
  doneOfYesterday: number;
  lowParts: number;
  approvalsWaiting: number;
}

/** @param technicianId only their orders; null: all */
export const readFieldDay = (tx: Tx, now: Date, technicianId: string | null): Promise<FieldDay> =>
  tx.one(sql<FieldDay>`
    with clock as (
      select date_trunc('day', ${now}::timestamptz at time zone time_zone) at time zone time_zone as today,
        (date_trunc('day', ${now}::timestamptz at time zone time_zone) - interval '1 day') at time zone time_zone as yesterday
      from workspaces where id = current_workspace()),
    standing as (
      select count(*)::int as open, (count(*) filter (where o.due_at < ${now}))::int as late, (count(*) filter (where o.priority = 'urgent'))::int as urgent,
        (count(*) filter (where o.state = 'in_progress'))::int as "inProgress"
      from work_orders o where o.workspace_id = current_workspace() and o.is_open and (${technicianId}::uuid is null or o.technician_id = ${technicianId})),
    ended as (
      select count(*)::int as "doneToday" from work_orders o, clock where o.workspace_id = current_workspace() and o.done_at >= clock.today and o.done_at <= ${now}
        and (${technicianId}::uuid is null or o.technician_id = ${technicianId})),
    yesterday as (
      select count(*)::int as "dueYesterday", (count(*) filter (where o.done_at is not null))::int as "doneOfYesterday"
      from work_orders o, clock where o.workspace_id = current_workspace() and o.due_at >= clock.yesterday and o.due_at < clock.today and o.state <> 'cancelled'
        and (${technicianId}::uuid is null or o.technician_id = ${technicianId}))
    select standing.*, ended.*, yesterday.*,
      (select count(distinct b.part_id)::int from stock_balances b where b.workspace_id = current_workspace() and b.low_since is not null) as "lowParts",
      (select count(*)::int from purchase_approvals a where a.workspace_id = current_workspace() and a.state = 'pending') as "approvalsWaiting"
    from standing, ended, yesterday`);
