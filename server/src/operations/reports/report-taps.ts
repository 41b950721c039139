import { type TapOffer, tap } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type ChatGround, type sayOf, systemCtx } from "../chat/chat-ground.ts";
import { changeOrderIn } from "../orders/change-order.ts";
import { moveOrderIn } from "../orders/move-order.ts";
import { accessOrder } from "../orders/order.ts";
import { advance } from "./advance.ts";
import { catalogueOf } from "./catalogue.ts";
import { type Draft, dropDraft, readDraft } from "./draft.ts";
import { joinReport } from "./open-report.ts";
import { type Going, placeOf, REPORT_VERBS } from "./questions.ts";
import { type ReportWords, readReportWords } from "./report-words.ts";
import { knownReporter } from "./reporter.ts";

interface Tapped {
  ctx: Ctx;
  words: ReportWords;
  going: Going;
  detail: Record<string, unknown>;
}

type Act = (tx: Tx, tapped: Tapped) => Promise<Parameters<typeof sayOf>[3]["content"]>;

/** What answers the questions about a report, and takes its order back. They act whoever has the floor, once. */
export const reportTaps = (ground: ChatGround): TapOffer[] => [
  tapOf(ground, REPORT_VERBS.pick, pick),
  tapOf(ground, REPORT_VERBS.go, (tx, tapped) =>
    withDraft(tx, tapped, (draft) => goOn(tx, tapped, { ...draft, ...agreed(tapped.detail) })),
  ),
  tapOf(ground, REPORT_VERBS.join, (tx, tapped) => withDraft(tx, tapped, (draft) => join(tx, tapped, draft))),
  tapOf(ground, REPORT_VERBS.drop, (tx, tapped) =>
    withDraft(tx, tapped, async () => {
      await dropDraft(tx, tapped.going.conversationId);
      return { kind: "text", text: tapped.words.dropped };
    }),
  ),
  tapOf(ground, REPORT_VERBS.undo, undo),
];

function tapOf(ground: ChatGround, verb: string, act: Act): TapOffer {
  return tap({
    verb,
    async act(tx, { workspaceId, conversationId, contactId, detail, messageId }) {
      const ctx = systemCtx(ground, workspaceId, `tap ${messageId}`);
      const words = await readReportWords(tx);
      const reporter = await knownReporter(tx, ground, ctx, contactId);
      if (reporter === null) return { kind: "text", text: words.usedUp };
      const catalogue = await catalogueOf(tx, workspaceId, reporter.companyId);
      return act(tx, { ctx, words, going: { reporter, catalogue, conversationId }, detail });
    },
    refuse: async (tx) => ({ kind: "text", text: (await readReportWords(tx)).usedUp }),
  });
}

const agreed = (detail: Record<string, unknown>): Partial<Draft> =>
  detail["isConfirmed"] === true ? { needsTap: false } : { isAnother: detail["isAnother"] === true };

/** A button of a report that was finished or replaced meanwhile does nothing. */
async function withDraft(tx: Tx, { ctx, words, going, detail }: Tapped, act: (draft: Draft) => ReturnType<Act>): ReturnType<Act> {
  const draft = await readDraft(tx, going.conversationId, ctx.now());
  if (draft === null || draft.messageIds[0] !== detail["firstMessage"]) return { kind: "text", text: words.usedUp };
  return act(draft);
}

const goOn = (tx: Tx, { ctx, going }: Tapped, draft: Draft) => advance(tx, ctx, going, draft);

async function pick(tx: Tx, tapped: Tapped): ReturnType<Act> {
  const { going, detail } = tapped;
  const picked = pickedPlace(going, detail);
  const first = String(detail["firstMessage"]);
  if (first.startsWith("order ")) return placeOrder(tx, tapped, first.slice("order ".length), picked);
  return withDraft(tx, tapped, (draft) => goOn(tx, tapped, { ...draft, ...picked }));
}

function pickedPlace({ catalogue }: Going, detail: Record<string, unknown>): Pick<Draft, "assetId" | "siteId"> {
  const asset = catalogue.assets.find(({ id }) => id === detail["assetId"]);
  if (asset !== undefined) return { assetId: asset.id, ...(asset.siteId === null ? {} : { siteId: asset.siteId }) };
  const place = catalogue.places.find(({ id }) => id === detail["siteId"]);
  return place === undefined ? { assetId: null } : { siteId: place.id };
}

/** Where an emergency is that was opened at once. */
async function placeOrder(
  tx: Tx,
  { ctx, words, going }: Tapped,
  orderId: string,
  picked: Pick<Draft, "assetId" | "siteId">,
): ReturnType<Act> {
  const order = await changeOrderIn(tx, ctx, orderId, {
    ...(picked.assetId == null ? {} : { assetId: picked.assetId }),
    ...(picked.siteId == null ? {} : { siteId: picked.siteId }),
  });
  return { kind: "text", text: words.placed(order.code, placeOf(going.catalogue, picked)) };
}

async function join(tx: Tx, { words, going, detail }: Tapped, draft: Draft): ReturnType<Act> {
  await dropDraft(tx, going.conversationId);
  const order = await joinReport(tx, going.reporter.ctx, String(detail["orderId"]), draft);
  return { kind: "text", text: words.joined(order.code) };
}

/** Only what nobody has begun to do is taken back. */
async function undo(tx: Tx, { ctx, words, going, detail }: Tapped): ReturnType<Act> {
  const order = await accessOrder(tx, ctx, String(detail["orderId"]));
  if (order.state === "cancelled") return { kind: "text", text: words.undone(order.code) };
  if (order.state !== "open" && order.state !== "offered") return { kind: "text", text: words.tooLate(order.code) };
  await moveOrderIn(tx, { ...ctx, actor: { ...ctx.actor, name: going.reporter.ctx.actor.name } }, order.id, {
    move: "cancel",
    reason: words.undo,
  });
  await tx.run(sql`delete from work_order_messages where order_id = ${order.id}`);
  return { kind: "text", text: words.undone(order.code) };
}
