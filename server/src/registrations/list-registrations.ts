import { findWords } from "../inbox/index.ts";
import { type Ctx, cursorOf, readCursor, sql, type Tx } from "../platform/index.ts";
import {
  REGISTRATION_STATUSES,
  type Registration,
  type RegistrationStatus,
  registrationColumns,
  registrationVisibleTo,
} from "./registration.ts";

/** Where the promise of one that waits stands: past, within a day, later. */
export const DUE_STRETCHES = ["overdue", "soon", "later"] as const;

export interface RegistrationFilter {
  status?: RegistrationStatus | undefined;
  formId?: string | undefined;
  contactId?: string | undefined;
  conversationId?: string | undefined;
  /** Beginnings of words of the name, of the number, of the tax id. */
  search?: string | undefined;
  due?: (typeof DUE_STRETCHES)[number] | undefined;
}

/** A registration as a list shows it. */
export interface ListedRegistration extends Registration {
  form: { id: string; name: string };
  queue: { id: string; name: string } | null;
  channelKind: string | null;
}

type Fragment = ReturnType<typeof sql>;
const SOON_MS = 24 * 3_600_000;

const listedColumns = sql`
  ${registrationColumns}, json_build_object('id', f.id, 'name', f.name) as form,
    (select json_build_object('id', q.id, 'name', q.name) from queues q where q.workspace_id = r.workspace_id and q.id = r.queue_id) as queue,
    (select h.kind from conversations c join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
      where c.workspace_id = r.workspace_id and c.id = r.conversation_id) as "channelKind"`;

/** What waits stands by its deadline, the first one first; everything else newest first. A page at a time. */
export function listRegistrations(
  ctx: Ctx,
  filter: RegistrationFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ListedRegistration[]; nextCursor: string | null }> {
  const order =
    filter.status === "pending" ? byDeadline : filter.status === "approved" || filter.status === "rejected" ? byDecision : newestFirst;
  return ctx.transaction(async (tx) => {
    const parts = conditions(ctx, filter);
    if (cursor !== undefined) parts.push(order.after(cursor));
    const rows = await tx.many(sql<ListedRegistration>`
      select ${listedColumns} from registrations r join registration_forms f on f.workspace_id = r.workspace_id and f.id = r.form_id
      where ${sql.join(parts, sql` and `)} ${order.by} limit ${limit + 1}`);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: rows.length > limit && last !== undefined ? cursorOf([order.at(last)?.toISOString() ?? "", last.id]) : null,
    };
  });
}

/** One as lists show it; the asker has been let to it before. */
export const readListed = (tx: Tx, id: string): Promise<ListedRegistration> =>
  tx.one(sql<ListedRegistration>`select ${listedColumns} from registrations r join registration_forms f on f.workspace_id = r.workspace_id and f.id = r.form_id
      where r.id = ${id}`);

/** How many there are of each status, by everything but the status. */
export function countRegistrations(ctx: Ctx, filter: RegistrationFilter): Promise<Record<RegistrationStatus, number>> {
  return ctx.transaction(async (tx) => {
    const rows = await tx.many(sql<{ status: RegistrationStatus; count: number }>`
      select r.status, count(*)::int as count from registrations r where ${sql.join(conditions(ctx, { ...filter, status: undefined, due: undefined }), sql` and `)} group by r.status`);
    const zero = Object.fromEntries(REGISTRATION_STATUSES.map((status) => [status, 0])) as Record<RegistrationStatus, number>; // of all there are
    return { ...zero, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
  });
}

function conditions(ctx: Ctx, { status, formId, contactId, conversationId, search, due }: RegistrationFilter): Fragment[] {
  const parts: Fragment[] = [sql`r.workspace_id = ${ctx.workspaceId}`, registrationVisibleTo(ctx.actor)];
  if (status !== undefined) parts.push(sql`r.status = ${sql.lit(status)}`);
  if (formId !== undefined) parts.push(sql`r.form_id = ${formId}`);
  if (contactId !== undefined) parts.push(sql`r.contact_id = ${contactId}`);
  if (conversationId !== undefined) parts.push(sql`r.conversation_id = ${conversationId}`);
  if (search !== undefined) parts.push(foundBy(ctx, search) ?? sql`true`);
  if (due !== undefined) parts.push(dueWithin(ctx.now(), due));
  return parts;
}

/** Undefined where nothing was typed. */
export const foundBy = (ctx: Pick<Ctx, "workspaceId">, typed: string): Fragment | undefined =>
  findWords(
    typed,
    (from, to) => sql`r.id in (
      select w.registration_id from registration_words w where w.workspace_id = ${ctx.workspaceId} and w.word >= ${from} and w.word < ${to})`,
  );

function dueWithin(now: Date, due: (typeof DUE_STRETCHES)[number]): Fragment {
  const soon = new Date(now.getTime() + SOON_MS);
  const stretches = {
    overdue: sql`r.due_at <= ${now}`,
    soon: sql`r.due_at > ${now} and r.due_at <= ${soon}`,
    later: sql`r.due_at > ${soon}`,
  };
  return sql`r.status = 'pending' and ${stretches[due]}`;
}

interface Order {
  by: Fragment;
  after(cursor: string): Fragment;
  at(one: Registration): Date | null;
}

const byDeadline: Order = {
  by: sql`order by r.due_at, r.id`,
  after(cursor) {
    const [at, id] = readCursor(cursor, "time", "id");
    return sql`(r.due_at, r.id) > (${at}::timestamptz, ${id}::uuid)`;
  },
  at: ({ dueAt }) => dueAt,
};

const newest = (column: Fragment, at: Order["at"]): Order => ({
  by: sql`order by ${column} desc, r.id desc`,
  after(cursor) {
    const [time, id] = readCursor(cursor, "time", "id");
    return sql`(${column}, r.id) < (${time}::timestamptz, ${id}::uuid)`;
  },
  at,
});
const newestFirst = newest(sql`r.submitted_at`, ({ submittedAt }) => submittedAt);
const byDecision = newest(sql`r.decided_at`, ({ decidedAt }) => decidedAt);
