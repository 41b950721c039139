import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import { APPOINTMENT_COLUMNS, type Appointment, appointmentVisibleTo } from "./appointment.ts";

export interface AppointmentsAsked {
  /** Those that begin from then on. */
  from?: Date | undefined;
  /** And before then. */
  until?: Date | undefined;
  memberId?: string | undefined;
  contactId?: string | undefined;
  conversationId?: string | undefined;
  /** Those that do not take place, too. */
  withCancelled: boolean;
  limit: number;
  cursor?: string | undefined;
}

/** Appointments that the asker sees, in the order in which they begin, a page at a time. */
export async function listAppointments(ctx: Ctx, asked: AppointmentsAsked): Promise<{ items: Appointment[]; nextCursor: string | null }> {
  const parts = [sql`a.workspace_id = ${ctx.workspaceId}`, appointmentVisibleTo(ctx.actor)];
  if (asked.from !== undefined) parts.push(sql`a.starts_at >= ${asked.from}`);
  if (asked.until !== undefined) parts.push(sql`a.starts_at < ${asked.until}`);
  if (asked.memberId !== undefined) parts.push(sql`a.member_id = ${asked.memberId}`);
  if (asked.contactId !== undefined) parts.push(sql`a.contact_id = ${asked.contactId}`);
  if (asked.conversationId !== undefined) parts.push(sql`a.conversation_id = ${asked.conversationId}`);
  if (!asked.withCancelled) parts.push(sql`a.state <> 'cancelled'`);
  if (asked.cursor !== undefined) {
    const [at, id] = readCursor(asked.cursor, "time", "id");
    parts.push(sql`(a.starts_at, a.id) > (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<Appointment>`
      select ${APPOINTMENT_COLUMNS} from appointments a where ${sql.join(parts, sql` and `)} order by a.starts_at, a.id limit ${asked.limit + 1}`),
  );
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const isMore = rows.length > asked.limit && last !== undefined;
  return { items, nextCursor: isMore ? cursorOf([last.startsAt.toISOString(), last.id]) : null };
}
