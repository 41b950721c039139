import {
  addJobs,
  BODY_CHARACTERS,
  type Ctx,
  cursorOf,
  type DeadLetterSource,
  newId,
  notFound,
  readCursor,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { endpointOff } from "../errors.ts";
import { deliverJob } from "../job-kinds.ts";
import { readEndpoint } from "./endpoints.ts";

export const DELIVERY_STATES = ["pending", "delivered", "dead"] as const;

/** One telling of one event to one endpoint. */
export interface Delivery {
  id: string;
  endpointId: string;
  endpointName: string;
  kind: string;
  body: string;
  state: (typeof DELIVERY_STATES)[number];
  attempts: number;
  nextAt: Date | null;
  status: number | null;
  failure: string | null;
  /** The beginning of what was answered. */
  answer: string | null;
  createdAt: Date;
  triedAt: Date | null;
}

const columns = sql`
  d.id, d.endpoint_id as "endpointId", e.name as "endpointName", d.kind, d.body, d.state, d.attempts, d.next_at as "nextAt", d.status, d.failure, d.answer,
    d.created_at as "createdAt", d.tried_at as "triedAt"
  from webhook_deliveries d join webhook_endpoints e on e.workspace_id = d.workspace_id and e.id = d.endpoint_id`;

interface DeliveriesAsked {
  endpointId?: string | undefined;
  state?: Delivery["state"] | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** What was told, the newest first, a page at a time. */
export async function listDeliveries(ctx: Ctx, asked: DeliveriesAsked): Promise<{ items: Delivery[]; nextCursor: string | null }> {
  const parts = [sql`d.workspace_id = ${ctx.workspaceId}`];
  if (asked.endpointId !== undefined) parts.push(sql`d.endpoint_id = ${asked.endpointId}`);
  if (asked.state !== undefined) parts.push(sql`d.state = ${asked.state}`);
  if (asked.cursor !== undefined) {
    const [at, id] = readCursor(asked.cursor, "time", "id");
    parts.push(sql`(d.created_at, d.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(
      sql<Delivery>`select ${columns} where ${sql.join(parts, sql` and `)} order by d.created_at desc, d.id desc limit ${asked.limit + 1}`,
    ),
  );
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const isMore = rows.length > asked.limit && last !== undefined;
  return { items, nextCursor: isMore ? cursorOf([last.createdAt.toISOString(), last.id]) : null };
}

/** Tries again at once, and as patiently as the first time. @throws {AppError} platform.not_found; integrations.endpoint_off */
export const sendAgain = (ctx: Ctx, id: string): Promise<Delivery> =>
  ctx.transaction(async (tx) => {
    if (!(await tryAgain(tx, ctx.workspaceId, id, ctx.now()))) throw notFound({ what: "webhook delivery" });
    await recordAudit(tx, ctx, { action: "webhook_delivery.sent_again", subjectKind: "webhook_delivery", subjectId: id });
    return tx.one(sql<Delivery>`select ${columns} where d.id = ${id}`);
  });

/** An event that nobody waits for, to see whether it arrives. @throws {AppError} platform.not_found; integrations.endpoint_off */
export const sendTrial = (ctx: Ctx, endpointId: string): Promise<Delivery> =>
  ctx.transaction(async (tx) => {
    const { isOn } = await readEndpoint(tx, endpointId);
    if (!isOn) throw endpointOff();
    const id = newId();
    const data = { workspaceId: ctx.workspaceId, subjectId: null, conversationId: null, detail: {} };
    const body = JSON.stringify({ type: "webhook.trial", timestamp: ctx.now().toISOString(), data });
    await tx.run(sql`
      insert into webhook_deliveries (workspace_id, id, endpoint_id, kind, body, state, created_at)
      values (${ctx.workspaceId}, ${id}, ${endpointId}, 'webhook.trial', ${body}, 'pending', ${ctx.now()})`);
    queue(tx, ctx.workspaceId, id, endpointId, ctx.now());
    return tx.one(sql<Delivery>`select ${columns} where d.id = ${id}`);
  });

async function tryAgain(tx: Tx, workspaceId: string, id: string, now: Date): Promise<boolean> {
  const row = await tx.maybeOne(sql<{ endpointId: string; isOn: boolean }>`
    select d.endpoint_id as "endpointId", e.is_on as "isOn" from webhook_deliveries d join webhook_endpoints e on e.workspace_id = d.workspace_id and e.id = d.endpoint_id
    where d.id = ${id} and d.state <> 'pending' for update of d`);
  if (row === null) return false;
  if (!row.isOn) throw endpointOff();
  await tx.run(sql`update webhook_deliveries set state = 'pending', attempts = 0, next_at = null, settled_at = null where id = ${id}`);
  queue(tx, workspaceId, id, row.endpointId, now);
  return true;
}

function queue(tx: Tx, workspaceId: string, deliveryId: string, endpointId: string, now: Date): void {
  addJobs(tx, [deliverJob({ workspaceId, payload: { deliveryId }, key: `webhook ${endpointId}` })], now);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Deliveries that were given up stand among the dead letters of the product. */
export const deadDeliveries: DeadLetterSource = {
  offer: "dead_letters",
  source: "webhook",
  list: (tx, { before, throughId, limit }) =>
    tx.many(sql`
      select d.id::text, d.kind || ' → ' || e.name as kind, coalesce(d.failure, d.status::text, '') as error, d.settled_at as "failedAt", d.created_at as "happenedAt",
        left(d.body, ${BODY_CHARACTERS}) as body, null as "channelId", true as "isReplayable"
      from webhook_deliveries d join webhook_endpoints e on e.workspace_id = d.workspace_id and e.id = d.endpoint_id
      where d.workspace_id = current_workspace() and d.state = 'dead' and d.settled_at <= ${before} and (d.settled_at < ${before} or d.id::text < ${throughId}::text)
      order by d.settled_at desc, d.id desc limit ${limit}`),
  replay: async (tx, workspaceId, id, now) => UUID.test(id) && tryAgain(tx, workspaceId, id, now),
  dismiss: async (tx, id) =>
    UUID.test(id) && (await tx.run(sql`delete from webhook_deliveries where id = ${id}::uuid and state = 'dead'`)) > 0,
};
