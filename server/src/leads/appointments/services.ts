import { type Ctx, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { hostUnknown, serviceNameTaken } from "../errors.ts";

/** What can be booked. */
export interface AppointmentService {
  id: string;
  name: string;
  minutes: number;
  /** Nothing is offered that begins sooner than so many minutes from now. */
  noticeMinutes: number;
  /** Nor later than so many days. */
  daysAhead: number;
  /** With whom. */
  memberIds: string[];
  /** Offered no longer; what was booked stays. */
  isArchived: boolean;
}

export type ServiceInput = Omit<AppointmentService, "id" | "isArchived">;

const columns = sql`
  s.id, s.name, s.minutes, s.notice_minutes as "noticeMinutes", s.days_ahead as "daysAhead", s.archived_at is not null as "isArchived",
    array(select h.member_id from appointment_service_hosts h where h.workspace_id = s.workspace_id and h.service_id = s.id order by h.member_id) as "memberIds"`;

/** Those that can be booked, by name. */
export const listServices = (tx: Tx): Promise<AppointmentService[]> =>
  tx.many(sql<AppointmentService>`
    select ${columns} from appointment_services s where s.workspace_id = current_workspace() and s.archived_at is null order by prosa_fold(s.name), s.id limit 100`);

/** @throws {AppError} platform.not_found */
export async function readService(tx: Tx, id: string): Promise<AppointmentService> {
  const service = await tx.maybeOne(
    sql<AppointmentService>`select ${columns} from appointment_services s where s.workspace_id = current_workspace() and s.id = ${id}`,
  );
  if (service === null) throw notFound({ what: "appointment service" });
  return service;
}

/** @throws {AppError} leads.service_name_taken, leads.host_unknown */
export const createService = (ctx: Ctx, input: ServiceInput): Promise<AppointmentService> =>
  ctx.transaction(async (tx) => {
    await ensureNameFree(tx, ctx, input.name, null);
    const id = newId();
    await tx.run(sql`
      insert into appointment_services (workspace_id, id, name, minutes, notice_minutes, days_ahead, created_at)
      values (${ctx.workspaceId}, ${id}, ${input.name.trim()}, ${input.minutes}, ${input.noticeMinutes}, ${input.daysAhead}, ${ctx.now()})`);
    await setHosts(tx, ctx, id, input.memberIds);
    await recordAudit(tx, ctx, {
      action: "appointment_service.created",
      subjectKind: "appointment_service",
      subjectId: id,
      detail: { ...input },
    });
    return readService(tx, id);
  });

/** What is booked keeps the length that it was booked with. @throws {AppError} platform.not_found; leads.service_name_taken, leads.host_unknown */
export const changeService = (
  ctx: Ctx,
  id: string,
  { memberIds, isArchived, ...change }: Partial<Omit<AppointmentService, "id">>,
): Promise<AppointmentService> =>
  ctx.transaction(async (tx) => {
    const before = await tx.maybeOne(
      sql`select 1 from appointment_services where workspace_id = current_workspace() and id = ${id} for update`,
    );
    if (before === null) throw notFound({ what: "appointment service" });
    if (change.name !== undefined) await ensureNameFree(tx, ctx, change.name, id);
    await tx.run(sql`
      update appointment_services set name = coalesce(${change.name?.trim() ?? null}, name), minutes = coalesce(${change.minutes ?? null}, minutes),
        notice_minutes = coalesce(${change.noticeMinutes ?? null}, notice_minutes), days_ahead = coalesce(${change.daysAhead ?? null}, days_ahead),
        archived_at = case when ${isArchived ?? null}::boolean then coalesce(archived_at, ${ctx.now()}) when ${isArchived ?? null}::boolean = false then null else archived_at end
      where id = ${id}`);
    if (memberIds !== undefined) await setHosts(tx, ctx, id, memberIds);
    await recordAudit(tx, ctx, {
      action: "appointment_service.changed",
      subjectKind: "appointment_service",
      subjectId: id,
      detail: { ...change, ...(memberIds === undefined ? {} : { memberIds }), ...(isArchived === undefined ? {} : { isArchived }) },
    });
    return readService(tx, id);
  });

async function setHosts(tx: Tx, { workspaceId }: Ctx, serviceId: string, memberIds: string[]): Promise<void> {
  const ids = [...new Set(memberIds)];
  await tx.run(sql`delete from appointment_service_hosts where service_id = ${serviceId}`);
  const set = await tx.many(sql`
    insert into appointment_service_hosts (workspace_id, service_id, member_id)
    select ${workspaceId}, ${serviceId}, member_id from appointment_hosts where workspace_id = ${workspaceId} and member_id = any(${ids}::uuid[]) returning 1`);
  if (set.length < ids.length) throw hostUnknown();
}

async function ensureNameFree(tx: Tx, { workspaceId }: Ctx, name: string, ownId: string | null): Promise<void> {
  await holdNames(tx, workspaceId, "appointment_services");
  const taken = await tx.maybeOne(sql`
    select 1 from appointment_services where prosa_fold(name) = prosa_fold(${name.trim()}) and archived_at is null and id is distinct from ${ownId}::uuid`);
  if (taken !== null) throw serviceNameTaken({ name });
}
