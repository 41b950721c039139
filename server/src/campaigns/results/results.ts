import { type Arm, certainty } from "../../../../rules/significance.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { RecipientState } from "../documents/campaign.ts";
import { readCampaign } from "../documents/campaigns.ts";

/** What came of a campaign, from its rows. */
export interface Results {
  /** People who were written down for it, without those left out. */
  recipients: number;
  /** Each of these counts those behind it too: who read it got it. */
  sent: number;
  delivered: number;
  read: number;
  replied: number;
  converted: number;
  failed: number;
  optedOut: number;
  leftOut: number;
  /** How many stand in each state now. */
  states: Partial<Record<RecipientState, number>>;
  /** Why people were left out or messages failed. */
  reasons: { state: "left_out" | "failed"; reason: string; count: number }[];
  /** In millionths of the workspace's currency; null: the price is not known. */
  cost: { estimated: number | null; actual: number | null; currency: string };
  arms: { key: string; sent: number; replied: number; optedOut: number }[];
  /** How certain it is that the best text differs from the next, from 0 to 1. */
  certainty: number;
  /** Messages written by the minute, of the last hour that it ran. */
  pace: { at: Date; count: number }[];
}

/** @throws {AppError} platform.not_found */
export function readResults(ctx: Ctx, id: string): Promise<Results> {
  return ctx.transaction(async (tx) => {
    const { priceMicros } = await readCampaign(tx, id);
    const counts = await tx.one(sql<Omit<Results, "states" | "reasons" | "cost" | "arms" | "certainty" | "pace">>`
      select (count(*) filter (where state <> 'left_out'))::int as recipients, (count(*) filter (where sent_at is not null))::int as sent,
        (count(*) filter (where coalesce(delivered_at, read_at, replied_at) is not null))::int as delivered,
        (count(*) filter (where coalesce(read_at, replied_at) is not null))::int as read, (count(*) filter (where replied_at is not null))::int as replied,
        (count(*) filter (where converted_at is not null))::int as converted, (count(*) filter (where state = 'failed'))::int as failed,
        (count(*) filter (where state = 'opted_out'))::int as "optedOut", (count(*) filter (where state = 'left_out'))::int as "leftOut"
      from campaign_recipients where campaign_id = ${id}`);
    const states = await tx.many(sql<{ state: RecipientState; count: number }>`
      select state, count(*)::int as count from campaign_recipients where campaign_id = ${id} group by state`);
    const reasons = await tx.many(sql<Results["reasons"][number]>`
      select state, reason, count(*)::int as count from campaign_recipients
      where campaign_id = ${id} and state in ('left_out', 'failed') and reason is not null group by state, reason order by count(*) desc, reason limit 50`);
    const pace = await tx.many(sql<Results["pace"][number]>`
      select date_trunc('minute', queued_at) as at, count(*)::int as count from campaign_recipients
      where campaign_id = ${id} and queued_at > (select max(queued_at) - interval '1 hour' from campaign_recipients where campaign_id = ${id}) group by 1 order by 1`);
    const arms = await readArms(tx, id);
    const { currency } = await tx.one(sql<{ currency: string }>`select currency from workspaces where id = ${ctx.workspaceId}`);
    const cost = (count: number) => (priceMicros === null ? null : priceMicros * count);
    return {
      ...counts,
      states: Object.fromEntries(states.map(({ state, count }) => [state, count])) as Results["states"],
      reasons,
      cost: { estimated: cost(counts.recipients), actual: cost(counts.delivered), currency },
      arms,
      certainty: certaintyOf(arms),
      pace,
    };
  });
}

function certaintyOf(arms: Results["arms"]): number {
  const [best, next] = arms.toSorted((a, b) => b.replied / (b.sent || 1) - a.replied / (a.sent || 1));
  return best === undefined || next === undefined ? 0 : certainty(armOf(best), armOf(next));
}

/** Of whoever got a text, who answered. Pure. */
export const armOf = ({ sent, replied }: { sent: number; replied: number }): Arm => ({ tried: sent, succeeded: replied });

/** What each text brought so far, by its letter. */
export const readArms = (tx: Tx, id: string): Promise<Results["arms"]> =>
  tx.many(sql<Results["arms"][number]>`
    select variant as key, (count(*) filter (where queued_at is not null and state <> 'failed'))::int as sent,
      (count(*) filter (where replied_at is not null))::int as replied, (count(*) filter (where state = 'opted_out'))::int as "optedOut"
    from campaign_recipients where campaign_id = ${id} and state <> 'left_out' group by variant order by variant`);
