import type { Calendar } from "../../../../hours/calendar.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

/** A member with whom something can be booked. */
export interface Host {
  memberId: string;
  name: string;
  /** Their working hours. */
  calendarId: string;
  calendarName: string;
}

/** By name. */
export const listHosts = (tx: Tx): Promise<Host[]> =>
  tx.many(sql<Host>`
    select h.member_id as "memberId", m.name, h.calendar_id as "calendarId", c.name as "calendarName"
    from appointment_hosts h join members m on m.workspace_id = h.workspace_id and m.id = h.member_id and m.removed_at is null
      join calendars c on c.workspace_id = h.workspace_id and c.id = h.calendar_id
    where h.workspace_id = current_workspace() order by prosa_fold(m.name), m.id`);

/** Says when a member works; null: nothing is booked with them any more, what was booked stays. @throws {AppError} platform.not_found */
export const setHost = (ctx: Ctx, memberId: string, calendarId: string | null): Promise<Host[]> =>
  ctx.transaction(async (tx) => {
    const member = await tx.maybeOne(sql`select 1 from members where id = ${memberId} and removed_at is null`);
    if (member === null) throw notFound({ what: "member" });
    if (calendarId === null) await tx.run(sql`delete from appointment_hosts where member_id = ${memberId}`);
    else {
      const calendar = await tx.maybeOne(sql`select 1 from calendars where id = ${calendarId} and archived_at is null`);
      if (calendar === null) throw notFound({ what: "calendar" });
      await tx.run(sql`
        insert into appointment_hosts (workspace_id, member_id, calendar_id) values (${ctx.workspaceId}, ${memberId}, ${calendarId})
        on conflict (workspace_id, member_id) do update set calendar_id = excluded.calendar_id`);
    }
    await recordAudit(tx, ctx, {
      action: "appointment_host.changed",
      subjectKind: "member",
      subjectId: memberId,
      detail: { calendarId },
    });
    return listHosts(tx);
  });

/** Nobody else books with whoever does the service, or has the appointment, until the commit. */
export async function lockHosts(tx: Tx, serviceId: string, appointmentId: string | null): Promise<void> {
  await tx.run(sql`
    select 1 from appointment_hosts h where h.workspace_id = current_workspace() and (
      h.member_id in (select member_id from appointment_service_hosts where workspace_id = h.workspace_id and service_id = ${serviceId})
      or h.member_id = (select member_id from appointments where workspace_id = h.workspace_id and id = ${appointmentId}::uuid))
    order by h.member_id for update`);
}

/** The hours of whom a service is booked with, by member. */
export const readHours = (
  tx: Tx,
  { serviceId, memberId }: { serviceId: string; memberId?: string | undefined },
): Promise<{ memberId: string; calendar: Calendar }[]> =>
  tx.many(sql<{ memberId: string; calendar: Calendar }>`
    select h.member_id as "memberId", c.document as calendar
    from appointment_service_hosts o join appointment_hosts h on h.workspace_id = o.workspace_id and h.member_id = o.member_id
      join calendars c on c.workspace_id = h.workspace_id and c.id = h.calendar_id
      join members m on m.workspace_id = h.workspace_id and m.id = h.member_id and m.removed_at is null
    where o.workspace_id = current_workspace() and o.service_id = ${serviceId} and (${memberId ?? null}::uuid is null or h.member_id = ${memberId ?? null}::uuid)
    order by h.member_id`);
