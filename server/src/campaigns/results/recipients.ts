import { contactVisibleTo } from "../../inbox/index.ts";
import { CSV_MARK, type Ctx, csvLine, cursorOf, readCursor, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { RecipientState } from "../documents/campaign.ts";
import { readCampaign } from "../documents/campaigns.ts";

/** One person of a campaign, as it is shown. */
export interface Recipient {
  contactId: string;
  name: string;
  variant: string;
  state: RecipientState;
  reason: string | null;
  step: number;
  dueAt: Date | null;
  conversationId: string | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  repliedAt: Date | null;
  replyText: string | null;
  failedAt: Date | null;
  optedOutAt: Date | null;
  convertedAt: Date | null;
}

interface Asked {
  state?: RecipientState | undefined;
  limit: number;
  cursor?: string | undefined;
}

const COLUMNS = sql`r.contact_id as "contactId", coalesce(p.name, p.profile_name, '') as name, r.variant, r.state, r.reason, r.step, r.due_at as "dueAt",
  r.conversation_id as "conversationId", r.sent_at as "sentAt", r.delivered_at as "deliveredAt", r.read_at as "readAt", r.replied_at as "repliedAt",
  r.reply_text as "replyText", r.failed_at as "failedAt", r.opted_out_at as "optedOutAt", r.converted_at as "convertedAt", r.position`;

type Row = Recipient & { position: number };

/** In the order in which they are written to; of those whom the asker sees. */
export function listRecipients(
  ctx: Ctx,
  campaignId: string,
  { state, limit, cursor }: Asked,
): Promise<{ items: Recipient[]; nextCursor: string | null }> {
  const [position, after] = cursor === undefined ? [] : readCursor(cursor, "number", "id");
  return ctx.transaction(async (tx) => {
    await readCampaign(tx, campaignId);
    const rows = await tx.many(sql<Row>`
      select ${COLUMNS} from campaign_recipients r join contacts p on p.workspace_id = r.workspace_id and p.id = r.contact_id
      where r.campaign_id = ${campaignId} and ${state === undefined ? sql`true` : sql`r.state = ${state}`}
        and ${position === undefined ? sql`true` : sql`(r.position, r.contact_id) > (${position}::int, ${after})`} and ${contactVisibleTo(ctx.actor)}
      order by r.position, r.contact_id limit ${limit + 1}`);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([String(last.position), last.contactId]) : null };
  });
}

const A_PIECE = 2_000;

/** Everybody with what became of them, piece by piece. It is in the audit log. */
export async function exportRecipients(ctx: Ctx, campaignId: string): Promise<AsyncGenerator<string>> {
  await ctx.transaction(async (tx) => {
    const { name } = await readCampaign(tx, campaignId);
    await recordAudit(tx, ctx, { action: "campaign.exported", subjectKind: "campaign", subjectId: campaignId, detail: { name } });
  });
  return pieces(ctx, campaignId);
}

async function* pieces(ctx: Ctx, campaignId: string): AsyncGenerator<string> {
  yield CSV_MARK +
    csvLine([
      "contact_id",
      "name",
      "text",
      "state",
      "reason",
      "sent_at",
      "delivered_at",
      "read_at",
      "replied_at",
      "reply",
      "opted_out_at",
      "converted_at",
    ]);
  let cursor: string | undefined;
  do {
    const page = await listRecipients(ctx, campaignId, { limit: A_PIECE, cursor });
    cursor = page.nextCursor ?? undefined;
    yield page.items.map(lineOf).join("");
  } while (cursor !== undefined);
}

const lineOf = (one: Recipient): string =>
  csvLine([
    one.contactId,
    one.name,
    one.variant,
    one.state,
    one.reason ?? "",
    ...[one.sentAt, one.deliveredAt, one.readAt, one.repliedAt].map(timeOf),
    one.replyText ?? "",
    timeOf(one.optedOutAt),
    timeOf(one.convertedAt),
  ]);

const timeOf = (at: Date | null): string => at?.toISOString() ?? "";
