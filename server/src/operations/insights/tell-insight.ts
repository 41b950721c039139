import { createTap, type TapOffer, tap } from "../../inbox/index.ts";
import { tellMembers } from "../../notices/index.ts";
import {
  addJobs,
  type ConsumerOffer,
  type Ctx,
  completeJobs,
  consumer,
  defineJob,
  type JobOffer,
  job,
  on,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { membersWithRoles, readWorkspace } from "../../team/index.ts";
import { type ChatGround, systemCtx, technicianCtx } from "../chat/chat-ground.ts";
import { tapEnds } from "../chat/order-buttons.ts";
import { placeOfMember, sayToMember } from "../chat/say-to-member.ts";
import { orderOpened } from "../events.ts";
import { INSIGHT } from "../notice-kinds.ts";
import { openOrderIn } from "../orders/open-order.ts";
import { type InsightWords, WORDS } from "./words.ts";

/** More orders than this on one asset in so many days are a sign. */
const ORDERS = 3;
const DAYS = 30;
const DAY_MS = 86_400_000;
const OVERHAUL = "insight_overhaul";

const insightJob = defineJob<{ assetId: string; memberId: string; orders: number }>("operations.tell_insight");

/**
 * The order that makes it too many tells who leads, once: those after it are more of the same, until so many have become old or were cancelled that
 * another one makes it too many again. Orders are counted as they stood when this one opened, so two at once tell once.
 */
export const insightListener: ConsumerOffer = consumer(
  "operations.notice_troubled_assets",
  on(orderOpened, async (tx, events, now) => {
    for (const { workspaceId, subjectId } of events) {
      const asset = await tx.maybeOne(sql<{ id: string; orders: number }>`
        select o.asset_id as id, count(*)::int as orders from work_orders o join work_orders before on before.workspace_id = o.workspace_id
          and before.asset_id = o.asset_id and before.state <> 'cancelled' and before.kind = 'corrective'
          and (before.created_at, before.number) <= (o.created_at, o.number) and before.created_at > o.created_at - make_interval(days => ${DAYS})
        where o.id = ${subjectId} and o.kind = 'corrective' and o.asset_id is not null group by o.asset_id`);
      if (asset?.orders !== ORDERS + 1) continue;
      const leading = await membersWithRoles(tx, ["manager", "supervisor"]);
      const told = leading.length > 0 ? leading : await membersWithRoles(tx, ["owner", "administrator"]);
      await tellMembers(
        tx,
        { workspaceId, now },
        told.map(({ id }) => INSIGHT.of({ memberId: id, subjectId: asset.id, facts: { orders: asset.orders } })),
      );
      addJobs(
        tx,
        told.map(({ id }) => insightJob({ workspaceId, payload: { assetId: asset.id, memberId: id, orders: asset.orders } })),
        now,
      );
    }
  }),
);

/** On the phone of who leads, with a button that opens the overhaul. Once. */
export const tellingInsight = (ground: ChatGround): JobOffer =>
  job(insightJob, {
    maxAttempts: 6,
    run: (one) => {
      const ctx = systemCtx(ground, one.workspaceId, one.correlationId ?? `job ${one.id}`);
      return ctx.transaction(async (tx) => {
        await tellOne(tx, ctx, ground, one.payload);
        await completeJobs(tx, [one]);
      });
    },
  });

async function tellOne(
  tx: Tx,
  ctx: Ctx,
  ground: ChatGround,
  { assetId, memberId, orders }: { assetId: string; memberId: string; orders: number },
): Promise<void> {
  const place = await placeOfMember(tx, memberId);
  const asset = await tx.maybeOne(sql<{ name: string; costCents: number }>`
    select a.code || ' · ' || a.name as name, (select coalesce(sum(o.labour_cents), 0)::bigint from work_orders o
      where o.workspace_id = a.workspace_id and o.asset_id = a.id and o.created_at > ${new Date(ctx.now().getTime() - DAYS * DAY_MS)}) as "costCents"
    from assets a where a.id = ${assetId} and a.archived_at is null`);
  if (place === null || asset === null) return;
  await tx.run(sql`select 1 from conversations where id = ${place.conversationId} for update`);
  const words = await readWords(tx);
  const { language, currency } = await readWorkspace(tx);
  const cost = (asset.costCents / 100).toLocaleString(language, { style: "currency", currency });
  const text = words.insight(asset.name, orders, DAYS, cost);
  const button = { verb: OVERHAUL, detail: { assetId }, expiresAt: tapEnds(ctx.now()), contactId: place.contactId };
  const buttons = [{ id: await createTap(tx, button, ctx.now()), title: words.overhaul }];
  await sayToMember(tx, ctx, ground, { conversationId: place.conversationId, content: { kind: "buttons", text, buttons }, summary: text });
}

const readWords = async (tx: Tx): Promise<InsightWords> => WORDS[(await readWorkspace(tx)).language];

/** Opens an order for the overhaul, in the name of who tapped. */
export const insightTaps = (ground: ChatGround): TapOffer[] => [
  tap({
    verb: OVERHAUL,
    async act(tx, { workspaceId, contactId, detail, messageId }) {
      const words = await readWords(tx);
      const ctx = await technicianCtx(tx, ground, systemCtx(ground, workspaceId, `tap ${messageId}`), contactId);
      const asset = await tx.maybeOne(
        sql<{ id: string }>`select id from assets where id = ${String(detail["assetId"])} and archived_at is null`,
      );
      if (ctx === null || asset === null) return { kind: "text", text: words.gone };
      const order = await openOrderIn(tx, ctx, {
        title: words.title,
        origin: "whatsapp_bot",
        kind: "preventive",
        priority: "high",
        assetId: asset.id,
      });
      return { kind: "text", text: words.opened(order.code) };
    },
    refuse: async (tx) => ({ kind: "text", text: (await readWords(tx)).gone }),
  }),
];
