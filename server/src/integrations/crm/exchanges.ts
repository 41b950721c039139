import {
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
import { crmResting } from "../errors.ts";
import type { Facts } from "./deal-facts.ts";

export const EXCHANGE_STATES = ["pending", "done", "dead"] as const;

/** One time that a deal was, or is to be, brought in step. */
export interface Exchange {
  id: string;
  dealId: string;
  dealTitle: string;
  state: (typeof EXCHANGE_STATES)[number];
  attempts: number;
  nextAt: Date | null;
  status: number | null;
  failure: string | null;
  /** The beginning of what was answered. */
  answer: string | null;
  /** What went there, and what came from there. */
  sent: Partial<Facts>;
  received: Partial<Facts>;
  createdAt: Date;
  triedAt: Date | null;
}

const columns = sql`
  e.id, e.deal_id as "dealId", d.title as "dealTitle", e.state, e.attempts, e.next_at as "nextAt", e.status, e.failure, e.answer, e.sent, e.received,
    e.created_at as "createdAt", e.tried_at as "triedAt"
  from crm_exchanges e join deals d on d.workspace_id = e.workspace_id and d.id = e.deal_id`;

interface ExchangesAsked {
  state?: Exchange["state"] | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** What went to and fro, the newest first, a page at a time. */
export async function listExchanges(ctx: Ctx, asked: ExchangesAsked): Promise<{ items: Exchange[]; nextCursor: string | null }> {
  const parts = [sql`e.workspace_id = ${ctx.workspaceId}`];
  if (asked.state !== undefined) parts.push(sql`e.state = ${asked.state}`);
  if (asked.cursor !== undefined) {
    const [at, id] = readCursor(asked.cursor, "time", "id");
    parts.push(sql`(e.created_at, e.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(
      sql<Exchange>`select ${columns} where ${sql.join(parts, sql` and `)} order by e.created_at desc, e.id desc limit ${asked.limit + 1}`,
    ),
  );
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const isMore = rows.length > asked.limit && last !== undefined;
  return { items, nextCursor: isMore ? cursorOf([last.createdAt.toISOString(), last.id]) : null };
}

/** Whoever queues several deals in more than one step holds this before the first: two of them never wait for each other in a ring. */
export const holdQueue = (tx: Tx, workspaceId: string): Promise<number> =>
  tx.run(sql`select 1 from crm_connections where workspace_id = ${workspaceId} for no key update`);

/** Deals that are to be brought in step, each once however often it is said until then. */
export async function queueExchanges(tx: Tx, workspaceId: string, dealIds: readonly string[], now: Date): Promise<void> {
  await tx.run(sql`
    insert into crm_exchanges (workspace_id, id, deal_id, state, next_at, created_at)
    select ${workspaceId}, id, deal_id, 'pending', ${now}, ${now} from unnest(${dealIds.map(newId)}::uuid[], ${dealIds}::uuid[]) w(id, deal_id)
    on conflict (workspace_id, deal_id) where state = 'pending' do nothing`);
}

/** Tries again at once, and as patiently as the first time. @throws {AppError} platform.not_found; integrations.crm_resting */
export const exchangeAgain = (ctx: Ctx, id: string): Promise<Exchange> =>
  ctx.transaction(async (tx) => {
    if (!(await tryAgain(tx, id, ctx.now()))) throw notFound({ what: "exchange with the CRM" });
    await recordAudit(tx, ctx, { action: "crm_exchange.sent_again", subjectKind: "crm_exchange", subjectId: id });
    return tx.one(sql<Exchange>`select ${columns} where e.id = ${id}`);
  });

/** Where the deal is on its way already, that is enough. */
async function tryAgain(tx: Tx, id: string, now: Date): Promise<boolean> {
  const row = await tx.maybeOne(sql<{ isWorking: boolean; isOnItsWay: boolean }>`
    select c.is_on and c.problem is null as "isWorking",
      exists (select 1 from crm_exchanges o where o.workspace_id = e.workspace_id and o.deal_id = e.deal_id and o.state = 'pending') as "isOnItsWay"
    from crm_exchanges e join crm_connections c on c.workspace_id = e.workspace_id where e.id = ${id} for update of e`);
  if (row === null) return false;
  if (!row.isWorking) throw crmResting();
  if (!row.isOnItsWay)
    await tx.run(sql`update crm_exchanges set state = 'pending', attempts = 0, next_at = ${now}, settled_at = null where id = ${id}`);
  return true;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Exchanges that were given up stand among the dead letters of the product. */
export const deadExchanges: DeadLetterSource = {
  offer: "dead_letters",
  source: "crm",
  list: (tx, { before, throughId, limit }) =>
    tx.many(sql`
      select e.id::text, 'CRM → ' || d.title as kind, coalesce(e.failure, e.status::text, '') as error, e.settled_at as "failedAt",
        e.created_at as "happenedAt", left(coalesce(e.answer, ''), ${BODY_CHARACTERS}) as body, null as "channelId", true as "isReplayable"
      from crm_exchanges e join deals d on d.workspace_id = e.workspace_id and d.id = e.deal_id
      where e.workspace_id = current_workspace() and e.state = 'dead' and e.settled_at <= ${before} and (e.settled_at < ${before} or e.id::text < ${throughId}::text)
      order by e.settled_at desc, e.id desc limit ${limit}`),
  replay: async (tx, _workspaceId, id, now) => UUID.test(id) && tryAgain(tx, id, now),
  dismiss: async (tx, id) => UUID.test(id) && (await tx.run(sql`delete from crm_exchanges where id = ${id}::uuid and state = 'dead'`)) > 0,
};
