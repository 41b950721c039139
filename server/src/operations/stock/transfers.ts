import { type Ctx, cursorOf, emit, newId, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { holdSite } from "../records/sites.ts";
import { transferEnded } from "./errors.ts";
import { transferChanged } from "./events.ts";
import { moveStock } from "./move-stock.ts";
import { holdPart } from "./parts.ts";

export const TRANSFER_STATES = ["in_transit", "received", "returned"] as const;

/** A part on its way from one site to another; between its two ends it lies nowhere. */
export interface Transfer {
  id: string;
  part: { id: string; name: string; unit: string };
  from: { id: string; name: string };
  to: { id: string; name: string };
  quantity: number;
  unitCost: number;
  state: (typeof TRANSFER_STATES)[number];
  reason: string;
  sentAt: Date;
  sentBy: string;
  endedAt: Date | null;
  endedBy: string | null;
}

const selectTransfers = (rest: ReturnType<typeof sql>) => sql<Transfer>`
  select t.id, t.quantity, t.unit_cost as "unitCost", t.state, t.reason, t.sent_at as "sentAt", t.sent_by as "sentBy", t.ended_at as "endedAt",
    t.ended_by as "endedBy", json_build_object('id', p.id, 'name', p.name, 'unit', p.unit) as part,
    json_build_object('id', f.id, 'name', f.name) as from, json_build_object('id', d.id, 'name', d.name) as to
  from stock_transfers t join parts p on p.workspace_id = t.workspace_id and p.id = t.part_id
    join sites f on f.workspace_id = t.workspace_id and f.id = t.from_site_id join sites d on d.workspace_id = t.workspace_id and d.id = t.to_site_id ${rest}`;

interface NewTransfer {
  partId: string;
  fromSiteId: string;
  toSiteId: string;
  quantity: number;
  reason: string;
}

/** Sends it on its way. @throws {AppError} operations.stock_short, operations.archived, platform.not_found */
export const sendTransfer = (ctx: Ctx, sent: NewTransfer): Promise<Transfer> => ctx.transaction((tx) => sendTransferIn(tx, ctx, sent));

/** The same as a part of something larger, which undoes it all when it is refused. */
export async function sendTransferIn(tx: Tx, ctx: Ctx, { partId, fromSiteId, toSiteId, quantity, reason }: NewTransfer): Promise<Transfer> {
  await holdPart(tx, partId);
  for (const siteId of [fromSiteId, toSiteId].toSorted()) await holdSite(tx, siteId);
  const id = newId();
  await tx.run(sql`
      insert into stock_transfers (workspace_id, id, part_id, from_site_id, to_site_id, quantity, reason, sent_at, sent_by)
      values (${ctx.workspaceId}, ${id}, ${partId}, ${fromSiteId}, ${toSiteId}, ${quantity}, ${reason}, ${ctx.now()}, ${ctx.actor.name})`);
  const move = { kind: "transfer_out" as const, partId, siteId: fromSiteId, quantity: -quantity, reason, transferId: id };
  const [left] = await moveStock(tx, ctx, [move]);
  await tx.run(
    sql`update stock_transfers set value = -${left?.value ?? "0"}::numeric, unit_cost = ${left?.unitCost ?? 0} where id = ${id}`,
  );
  return tell(tx, ctx, id, "sent");
}

/** It arrived, or it came back to where it left. @throws {AppError} operations.transfer_ended, platform.not_found */
export function endTransfer(ctx: Ctx, id: string, state: "received" | "returned"): Promise<Transfer> {
  return ctx.transaction(async (tx) => {
    const transfer = await tx.maybeOne(sql<Open>`
      select part_id as "partId", from_site_id as "fromSiteId", to_site_id as "toSiteId", quantity, unit_cost as "unitCost", value::text, state, reason
      from stock_transfers where id = ${id} for update`);
    if (transfer === null) throw notFound({ what: "transfer" });
    if (transfer.state !== "in_transit") throw transferEnded({ state: transfer.state });
    const { partId, fromSiteId, toSiteId, quantity, unitCost, value, reason } = transfer;
    const siteId = state === "received" ? toSiteId : fromSiteId;
    await moveStock(tx, ctx, [{ kind: "transfer_in", partId, siteId, quantity, unitCost, value, reason, transferId: id }]);
    await tx.run(sql`update stock_transfers set state = ${state}, ended_at = ${ctx.now()}, ended_by = ${ctx.actor.name} where id = ${id}`);
    return tell(tx, ctx, id, state);
  });
}

interface Open extends NewTransfer {
  unitCost: number;
  value: string;
  state: Transfer["state"];
}

async function tell(tx: Tx, ctx: Ctx, id: string, what: string): Promise<Transfer> {
  emit(tx, [transferChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
  const transfer = await tx.one(selectTransfers(sql`where t.id = ${id}`));
  const { part, from, to, quantity } = transfer;
  await recordAudit(tx, ctx, {
    action: `transfer.${what}`,
    subjectKind: "transfer",
    subjectId: id,
    detail: { part: part.name, from: from.name, to: to.name, quantity },
  });
  return transfer;
}

/** The newest first. */
export async function listTransfers(
  ctx: Ctx,
  {
    state,
    partId,
    limit,
    cursor,
  }: { state?: Transfer["state"] | undefined; partId?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Transfer[]; nextCursor: string | null }> {
  const parts = [sql`t.workspace_id = ${ctx.workspaceId}`];
  if (state !== undefined) parts.push(sql`t.state = ${state}`);
  if (partId !== undefined) parts.push(sql`t.part_id = ${partId}`);
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(t.sent_at, t.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(selectTransfers(sql`where ${sql.join(parts, sql` and `)} order by t.sent_at desc, t.id desc limit ${limit + 1}`)),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.sentAt.toISOString(), last.id]) : null };
}
