import { accessContact } from "../../inbox/index.ts";
import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import type { CampaignState, RecipientState } from "./campaign.ts";

/** A campaign as a line of a list. */
export interface ListedCampaign {
  id: string;
  name: string;
  kind: string;
  state: CampaignState;
  reason: string | null;
  channelId: string;
  channelName: string;
  startsAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  createdAt: Date;
  recipients: number;
  sent: number;
  replied: number;
}

interface Asked {
  state?: CampaignState | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The newest first. */
export function listCampaigns(ctx: Ctx, { state, limit, cursor }: Asked): Promise<{ items: ListedCampaign[]; nextCursor: string | null }> {
  const [at, id] = cursor === undefined ? [] : readCursor(cursor, "time", "id");
  return ctx.transaction(async (tx) => {
    const rows = await tx.many(sql<ListedCampaign>`
      select m.id, m.name, m.kind, m.state, m.reason, m.channel_id as "channelId", h.name as "channelName", m.starts_at as "startsAt",
        m.started_at as "startedAt", m.ended_at as "endedAt", m.created_at as "createdAt", sums.*
      from campaigns m join channels h on h.workspace_id = m.workspace_id and h.id = m.channel_id,
        lateral (select (count(*) filter (where r.state <> 'left_out'))::int as recipients, (count(*) filter (where r.sent_at is not null))::int as sent,
          (count(*) filter (where r.replied_at is not null))::int as replied from campaign_recipients r where r.workspace_id = m.workspace_id and r.campaign_id = m.id) sums
      where ${state === undefined ? sql`true` : sql`m.state = ${state}`} and ${at === undefined ? sql`true` : sql`(m.created_at, m.id) < (${at}, ${id})`}
      order by m.created_at desc, m.id desc limit ${limit + 1}`);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.createdAt.toISOString(), last.id]) : null };
  });
}

/** What one contact got. @throws {AppError} platform.not_found */
export function listCampaignsOf(
  ctx: Ctx,
  contactId: string,
): Promise<{ campaignId: string; name: string; state: RecipientState; at: Date }[]> {
  return ctx.transaction(async (tx) => {
    await accessContact(tx, ctx, contactId);
    return tx.many(sql<{ campaignId: string; name: string; state: RecipientState; at: Date }>`
      select m.id as "campaignId", m.name, r.state, r.queued_at as at from campaign_recipients r
        join campaigns m on m.workspace_id = r.workspace_id and m.id = r.campaign_id
      where r.contact_id = ${contactId} and r.queued_at is not null order by r.queued_at desc limit 50`);
  });
}
