import type { CHANNEL_KINDS } from "../../channels/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

/** As Meta bills them; `any` for what has no line of its own, and for all that other providers send. */
export const PRICE_CATEGORIES = ["any", "marketing", "utility", "authentication", "service"] as const;

/** What a message costs from a day on. */
export interface MessagePrice {
  channelKind: (typeof CHANNEL_KINDS)[number];
  category: (typeof PRICE_CATEGORIES)[number];
  /** A day of the workspace, `2026-10-01`; in force until the next one of the same kind and category. */
  from: string;
  /** Millionths of the workspace's currency for one message, of SMS for one part of it; null: nobody knows. */
  price: number | null;
}

/** By kind, category and day: what is in force, what was, and what comes. */
export const readMessagePrices = (tx: Tx): Promise<MessagePrice[]> =>
  tx.many(sql<MessagePrice>`
    select channel_kind as "channelKind", category, to_char(from_day, 'YYYY-MM-DD') as "from", price::float8 as price from message_prices
    where workspace_id = current_workspace() order by channel_kind, category, from_day limit 2000`);

/** From that day on; a price of the same day is replaced, those of other days stay, and what was sent before costs what it cost. */
export const setMessagePrice = (ctx: Ctx, { channelKind, category, from, price }: MessagePrice): Promise<void> =>
  ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into message_prices (workspace_id, channel_kind, category, from_day, price, set_at)
      values (${ctx.workspaceId}, ${channelKind}, ${category}, ${from}, ${price}, ${ctx.now()})
      on conflict (workspace_id, channel_kind, category, from_day) do update set price = excluded.price, set_at = excluded.set_at`);
    await recordAudit(tx, ctx, {
      action: "message_price.set",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { channelKind, category, from, price },
    });
  });
