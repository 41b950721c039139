import { type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import type { Campaign, CampaignLog, CampaignState } from "../documents/campaign.ts";
import { campaignMoved } from "../events.ts";

interface Move {
  to: CampaignState;
  what: CampaignLog["what"];
  /** A code, where nobody wanted it. */
  reason?: string | null;
  /** When it is looked at again. */
  wakeAt?: Date | null;
}

/** Puts a campaign that the caller has locked into another state, and says so. */
export async function moveCampaign(
  tx: Tx,
  ctx: Ctx,
  { id }: Pick<Campaign, "id">,
  { to, what, reason = null, wakeAt = null }: Move,
): Promise<void> {
  const now = ctx.now();
  const isOver = to === "finished" || to === "cancelled";
  await tx.run(sql`
    update campaigns set state = ${to}, reason = ${reason}, wake_at = ${wakeAt}, ended_at = ${isOver ? now : null}, changed_at = ${now},
      started_at = case when ${to} = 'running' then coalesce(started_at, ${now}) else started_at end
    where id = ${id}`);
  await noteCampaign(tx, ctx, id, what, reason ?? undefined);
  emit(tx, [campaignMoved({ workspaceId: ctx.workspaceId, subjectId: id, detail: { state: to, reason } })], now);
}

/** Lines that are kept; a campaign that is paused a hundred times has told enough. */
const MOST_LINES = 200;

export async function noteCampaign(tx: Tx, ctx: Ctx, id: string, what: CampaignLog["what"], detail?: string): Promise<void> {
  const line: CampaignLog = { at: ctx.now().toISOString(), what, ...(detail === undefined ? {} : { detail }) };
  await tx.run(sql`
    update campaigns set log = log || ${JSON.stringify([line])}::jsonb where id = ${id} and jsonb_array_length(log) < ${MOST_LINES}`);
}
