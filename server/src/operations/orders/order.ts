import { contactsRead, contactVisibleTo, visibleTo } from "../../inbox/index.ts";
import { type Actor, AppError, type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import type { OrderKind, OrderState, Origin, Priority } from "../closed-sets.ts";
import type { Fragment } from "../records/record.ts";

export interface ChecklistItem {
  id: string;
  text: string;
  /** ISO time; null: still to be done. */
  doneAt: string | null;
  doneBy: string | null;
  /** What was found or measured. */
  note: string | null;
}

/** Something to be done in the field, as lists show it. */
export interface WorkOrder {
  id: string;
  number: number;
  /** As people say it: OS-1234. */
  code: string;
  origin: Origin;
  kind: OrderKind;
  priority: Priority;
  title: string;
  description: string;
  state: OrderState;
  asset: { id: string; code: string; name: string } | null;
  site: { id: string; name: string; address: string } | null;
  contractor: { id: string; name: string } | null;
  /** For whom; null also where the asker does not see them. */
  contact: { id: string; name: string } | null;
  conversationId: string | null;
  technician: { id: string; name: string } | null;
  dueAt: Date;
  checklist: ChecklistItem[];
  solution: string;
  pauseReason: string | null;
  needsPhoto: boolean;
  /** It is not closed without a signature. */
  needsSignature: boolean;
  labourCents: number;
  createdAt: Date;
  createdBy: string;
  changedAt: Date;
  stateSince: Date;
  arrivedAt: Date | null;
  doneAt: Date | null;
  closedAt: Date | null;
  /** Of those that are there: what is on its way, or cannot be had, shows nothing. */
  photoCount: number;
}

type Seer = Pick<Actor, "sight" | "capabilities" | "kind" | "id" | "madeById">;

/** The member who acts, or for whom a key acts; null where none does. */
export const memberBehind = ({ kind, id, madeById }: Pick<Actor, "kind" | "id" | "madeById">): string | null =>
  kind === "member" ? id : (madeById ?? null);

/**
 * Whether the asker sees the order `o`: the orders that are their own; and who sees contacts, those of nobody in particular and those
 * whose conversation or contact they see.
 */
export function orderVisibleTo(asker: Seer): Fragment {
  const own = sql`o.technician_id = ${memberBehind(asker)}`;
  if (asker.kind === "system") return sql`true`;
  if (!asker.capabilities.has(contactsRead.name)) return own;
  if (asker.sight.kind === "all") return sql`true`;
  return sql`(${own} or (o.conversation_id is null and o.contact_id is null) or ${conversationSeen(asker)} or (o.conversation_id is null and ${contactSeen(asker)}))`;
}

const conversationSeen = (asker: Seer): Fragment => sql`exists (
  select 1 from conversations c where c.workspace_id = o.workspace_id and c.id = o.conversation_id and ${visibleTo(asker)})`;
const contactSeen = (asker: Seer): Fragment => sql`exists (
  select 1 from contacts p where p.workspace_id = o.workspace_id and p.id = o.contact_id and ${contactVisibleTo(asker)})`;

/** Columns of an order `o`. */
export function orderColumns(asker: Seer): Fragment {
  const seesContacts = asker.kind === "system" || asker.capabilities.has(contactsRead.name);
  return sql`
    o.id, o.number, o.code, o.origin, o.kind, o.priority, o.title, o.description, o.state, o.due_at as "dueAt", o.checklist, o.solution,
    o.pause_reason as "pauseReason", o.needs_photo as "needsPhoto", o.needs_signature as "needsSignature", o.labour_cents as "labourCents", o.created_at as "createdAt", o.created_by as "createdBy",
    o.changed_at as "changedAt", o.state_since as "stateSince", o.arrived_at as "arrivedAt", o.done_at as "doneAt", o.closed_at as "closedAt",
    (select json_build_object('id', a.id, 'code', a.code, 'name', a.name) from assets a where a.workspace_id = o.workspace_id and a.id = o.asset_id) as asset,
    (select json_build_object('id', s.id, 'name', s.name, 'address', s.address) from sites s where s.workspace_id = o.workspace_id and s.id = o.site_id) as site,
    (select json_build_object('id', k.id, 'name', k.name) from contractors k where k.workspace_id = o.workspace_id and k.id = o.contractor_id) as contractor,
    (select json_build_object('id', p.id, 'name', coalesce(p.name, p.profile_name, '?')) from contacts p
      where p.workspace_id = o.workspace_id and p.id = o.contact_id and ${seesContacts ? contactVisibleTo(asker) : sql`false`}) as contact,
    case when ${seesContacts ? conversationSeen(asker) : sql`false`} then o.conversation_id end as "conversationId",
    (select json_build_object('id', m.id, 'name', m.name) from members m where m.workspace_id = o.workspace_id and m.id = o.technician_id) as technician,
    (select count(*)::int from work_order_files f join attachments a on a.workspace_id = f.workspace_id and a.id = f.attachment_id
      where f.workspace_id = o.workspace_id and f.order_id = o.id and f.kind = 'photo' and a.state in ('stored', 'tiered')) as "photoCount"`;
}

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export async function readOrder(tx: Tx, { actor }: Pick<Ctx, "actor">, id: string): Promise<WorkOrder> {
  const order = await tx.maybeOne(
    sql<WorkOrder>`select ${orderColumns(actor)} from work_orders o where o.workspace_id = current_workspace() and o.id = ${id} and ${orderVisibleTo(actor)}`,
  );
  if (order === null) throw notFound({ what: "work order" });
  return order;
}

/** The one way to an order that is acted upon: seen, and locked. @throws {AppError} platform.not_found */
export async function accessOrder(tx: Tx, ctx: Pick<Ctx, "actor">, id: string): Promise<WorkOrder> {
  await tx.run(sql`select 1 from work_orders where id = ${id} for update`);
  return readOrder(tx, ctx, id);
}

/** What became of an order that the asker has just made or changed, also where they no longer see it. */
export const showOrder = (tx: Tx, { actor }: Pick<Ctx, "actor">, id: string): Promise<WorkOrder> =>
  tx.one(sql<WorkOrder>`select ${orderColumns(actor)} from work_orders o where o.workspace_id = current_workspace() and o.id = ${id}`);

/** Like {@link accessOrder}; null where there is none that the asker sees. */
export async function findOrder(tx: Tx, ctx: Pick<Ctx, "actor">, id: string): Promise<WorkOrder | null> {
  try {
    return await accessOrder(tx, ctx, id);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
