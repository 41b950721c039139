import { contactVisibleTo } from "../../inbox/index.ts";
import { type Actor, type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { memberBehind } from "../pipeline/deal.ts";
import type { AppointmentState } from "./closed-sets.ts";
import { lockHosts } from "./hosts.ts";

type Fragment = ReturnType<typeof sql>;

/** A time that somebody has with a member. */
export interface Appointment {
  id: string;
  service: { id: string; name: string };
  member: { id: string; name: string };
  contact: { id: string; name: string | null };
  conversationId: string | null;
  startsAt: Date;
  endsAt: Date;
  /** IANA name of the zone in which it was agreed. */
  timeZone: string;
  state: AppointmentState;
  note: string;
  cancelReason: string | null;
  revision: number;
  createdAt: Date;
  createdBy: string;
}

/** Columns of an appointment `a`. */
export const APPOINTMENT_COLUMNS = sql`
  a.id, (select json_build_object('id', s.id, 'name', s.name) from appointment_services s where s.workspace_id = a.workspace_id and s.id = a.service_id) as service,
    (select json_build_object('id', m.id, 'name', m.name) from members m where m.workspace_id = a.workspace_id and m.id = a.member_id) as member,
    (select json_build_object('id', p.id, 'name', coalesce(p.name, p.profile_name)) from contacts p where p.workspace_id = a.workspace_id and p.id = a.contact_id) as contact,
    a.conversation_id as "conversationId", a.starts_at as "startsAt", a.ends_at as "endsAt", a.time_zone as "timeZone", a.state, a.note,
    a.cancel_reason as "cancelReason", a.revision, a.created_at as "createdAt", a.created_by as "createdBy"`;

/** Whether the asker sees the appointment `a`: their own, and those of contacts that they see. */
export function appointmentVisibleTo(asker: Pick<Actor, "sight" | "kind" | "id" | "madeById">): Fragment {
  if (asker.sight.kind === "all") return sql`true`;
  return sql`(a.member_id = ${memberBehind(asker)}
    or exists (select 1 from contacts p where p.workspace_id = a.workspace_id and p.id = a.contact_id and ${contactVisibleTo(asker)}))`;
}

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export async function readAppointment(tx: Tx, ctx: Ctx, id: string): Promise<Appointment> {
  const one = await tx.maybeOne(sql<Appointment>`
    select ${APPOINTMENT_COLUMNS} from appointments a where a.workspace_id = ${ctx.workspaceId} and a.id = ${id} and ${appointmentVisibleTo(ctx.actor)}`);
  if (one === null) throw notFound({ what: "appointment" });
  return one;
}

/**
 * The one way to an appointment that is acted upon: seen, and locked; before it its conversation, as everywhere, and whoever it is with.
 * @throws {AppError} platform.not_found
 */
export async function accessAppointment(tx: Tx, ctx: Ctx, id: string): Promise<Appointment> {
  const known = await readAppointment(tx, ctx, id);
  if (known.conversationId !== null) await tx.run(sql`select 1 from conversations where id = ${known.conversationId} for update`);
  await lockHosts(tx, known.service.id, id);
  await tx.run(sql`select 1 from appointments where workspace_id = ${ctx.workspaceId} and id = ${id} for update`);
  return readAppointment(tx, ctx, id);
}

/** What became of one that the asker has just changed, also where they no longer see it. */
export const showAppointment = (tx: Tx, id: string): Promise<Appointment> =>
  tx.one(sql<Appointment>`select ${APPOINTMENT_COLUMNS} from appointments a where a.workspace_id = current_workspace() and a.id = ${id}`);
