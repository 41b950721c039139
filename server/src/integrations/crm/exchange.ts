import { createCtx, sql, type Tx } from "../../platform/index.ts";
import { waitAfter } from "../waits.ts";
import { Unanswered } from "./answers.ts";
import { type CrmGround, type OpenConnection, openConnection, restConnection } from "./connection.ts";
import type { Facts, Field, TheirDeal } from "./deal-facts.ts";
import { queueExchanges } from "./exchanges.ts";
import { type Agreed, merge, timesOf } from "./merge.ts";
import { type OurDeal, readOurDeal, receive } from "./our-side.ts";
import { AmbiguousPerson, personOf, readBuyer } from "./persons.ts";

/** What went to and fro. */
type Moved = Partial<Facts>;

/**
 * Brings one deal in step: reads it there (or makes it), takes what is newer there, sends what is newer here. Nothing is locked while the
 * other side thinks. Whatever it answers, the job is done: the exchange keeps when it is tried again. Run again after a crash it finds what it
 * did, and does nothing twice.
 */
export async function exchange(ground: CrmGround, workspaceId: string, exchangeId: string): Promise<void> {
  const { db, clock } = ground;
  const begun = await db.inWorkspace(workspaceId, async (tx) => {
    const row = await tx.maybeOne(sql<{ dealId: string; attempts: number }>`
      select deal_id as "dealId", attempts from crm_exchanges where id = ${exchangeId} and state = 'pending'`);
    // It waits for its connection where there is none that works.
    const connection = row === null ? null : await openConnection(tx, ground, workspaceId);
    const deal = row === null || connection === null ? null : await readOurDeal(tx, row.dealId, false);
    return row === null || connection === null || deal === null ? null : { row, connection, deal };
  });
  if (begun === null) return;
  try {
    await bringInStep(ground, workspaceId, exchangeId, begun);
  } catch (error) {
    const failed = error instanceof AmbiguousPerson ? new Unanswered({ failure: "ambiguous_person" }) : error;
    if (!(failed instanceof Unanswered)) throw error;
    await db.inWorkspace(workspaceId, (tx) => keepFailure(tx, workspaceId, exchangeId, begun.row.attempts, failed, clock.now()));
  }
}

async function bringInStep(
  { db, clock, log }: CrmGround,
  workspaceId: string,
  exchangeId: string,
  { connection: { crm }, deal }: { connection: OpenConnection; deal: OurDeal },
): Promise<void> {
  const actor = { kind: "system" as const, id: null, name: crm.name, capabilities: new Set<string>(), sight: { kind: "all" as const } };
  const ctx = createCtx({ db, clock, log, workspaceId, actor, correlationId: `crm ${exchangeId}` });
  const theirs = deal.link === null ? await linked() : await crm.readDeal(deal.link.externalId);
  if (theirs === null) return ctx.transaction((tx) => keepDone(tx, exchangeId, {}, clock.now()));
  const change = await ctx.transaction(async (tx) => {
    const ours = await readOurDeal(tx, deal.id, true);
    if (ours === null || ours.link === null) return null;
    const { agreed } = ours.link;
    const other = { facts: theirs.facts, times: timesOf(theirs, agreed) };
    const { send, receive: wanted } = merge(agreed, ours, other);
    const taken = await receive(tx, ctx, deal.id, wanted, { facts: other.facts, lostReason: theirs.lostReason });
    const after = (await readOurDeal(tx, deal.id, true)) ?? ours;
    // What goes is agreed upon when they have said so.
    const kept = { ours: { ...after.facts, ...pick(agreed.ours, send) }, theirs: { ...other.facts, ...pick(agreed.theirs, send) } };
    await keepAgreed(tx, deal.id, kept, after.revision);
    await tx.run(
      sql`update crm_exchanges set received = received || ${JSON.stringify(pick(other.facts, taken))}::jsonb where id = ${exchangeId}`,
    );
    return { ours: after, theirs: other.facts, send };
  });
  if (change === null) return;
  const { ours, send } = change;
  const said = send.length === 0 ? null : await crm.changeDeal(theirs.id, send, ours);
  await ctx.transaction(async (tx) => {
    // Of the answer only what we sent: what somebody else changed there meanwhile is still to come.
    if (said !== null)
      await keepAgreed(tx, deal.id, { ours: ours.facts, theirs: { ...change.theirs, ...pick(said.facts, send) } }, ours.revision);
    await keepDone(tx, exchangeId, pick(ours.facts, send), clock.now());
    const now = await tx.maybeOne(sql<{ revision: number }>`select revision from deals where id = ${deal.id}`);
    if (now !== null && now.revision !== ours.revision) await queueExchanges(tx, workspaceId, [deal.id], clock.now());
  });

  /** The deal there that is ours: made before an answer was lost, or made now; null: it stands in a stage that has none there. */
  async function linked(): Promise<TheirDeal | null> {
    if (deal.facts.place === null || deal.firstPlace === null) return null;
    const buyer = await ctx.transaction((tx) => readBuyer(tx, deal.contactId));
    const personId = await personOf(crm, buyer);
    await ctx.transaction((tx) =>
      tx.run(sql`
        insert into crm_persons (workspace_id, contact_id, external_id) values (${workspaceId}, ${buyer.contactId}, ${personId})
        on conflict (workspace_id, contact_id) do nothing`),
    );
    const found = await crm.findDeal(deal.id, personId);
    const made = found ?? (await crm.makeDeal(deal, personId));
    const isNew = found === null;
    const sent = isNew ? deal.facts : {};
    await ctx.transaction(async (tx) => {
      // One that was found may have been changed there since: it was made as we are.
      const agreed: Agreed = { ours: deal.facts, theirs: isNew ? made.facts : deal.facts };
      await tx.run(sql`
        insert into crm_deals (workspace_id, deal_id, external_id, agreed, revision)
        values (${workspaceId}, ${deal.id}, ${made.id}, ${JSON.stringify(agreed)}, ${deal.revision})
        on conflict (workspace_id, deal_id) do nothing`);
      await tx.run(sql`update crm_exchanges set sent = sent || ${JSON.stringify(sent)}::jsonb where id = ${exchangeId}`);
    });
    return made;
  }
}

function pick(facts: Facts, fields: readonly Field[]): Moved {
  return Object.fromEntries(fields.map((field) => [field, facts[field]]));
}

const keepAgreed = (tx: Tx, dealId: string, agreed: Agreed, revision: number) =>
  tx.run(sql`update crm_deals set agreed = ${JSON.stringify(agreed)}, revision = ${revision} where deal_id = ${dealId}`);

async function keepDone(tx: Tx, id: string, sent: Moved, now: Date): Promise<void> {
  await tx.run(sql`
    update crm_exchanges set state = 'done', attempts = attempts + 1, next_at = null, status = null, failure = null, answer = null,
      sent = sent || ${JSON.stringify(sent)}::jsonb, tried_at = ${now}, settled_at = ${now}
    where id = ${id} and state = 'pending'`);
}

async function keepFailure(tx: Tx, workspaceId: string, id: string, attempts: number, failed: Unanswered, now: Date): Promise<void> {
  const { status, failure, answer, retryS, isFinal, isTokenRefused } = failed;
  if (isTokenRefused) await restConnection(tx, workspaceId);
  const waitS = isFinal ? undefined : waitAfter(attempts);
  // Whoever connects again wakes what waits: no try is lost to a token.
  const nextAt = waitS === undefined || isTokenRefused ? null : new Date(now.getTime() + Math.max(waitS, retryS ?? 0) * 1_000);
  const isDead = waitS === undefined && !isTokenRefused;
  await tx.run(sql`
    update crm_exchanges set state = ${isDead ? "dead" : "pending"}, attempts = attempts + ${isTokenRefused ? 0 : 1}::smallint, next_at = ${nextAt}, status = ${status},
      failure = ${failure}, answer = ${answer}, tried_at = ${now}, settled_at = ${isDead ? now : null}
    where id = ${id} and state = 'pending'`);
}
