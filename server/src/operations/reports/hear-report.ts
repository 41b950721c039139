import { readPlace, readReport } from "../../../../language/reports.ts";
import { readYesNo } from "../../../../language/yes-no.ts";
import type { Ctx, Tx } from "../../platform/index.ts";
import { type ChatGround, sayOf } from "../chat/chat-ground.ts";
import { advance } from "./advance.ts";
import { assetByCode, catalogueOf, type NamedAsset, namedIn, type ReportCatalogue } from "./catalogue.ts";
import { type Draft, dropDraft, keepDraft, readDraft } from "./draft.ts";
import type { Going } from "./questions.ts";
import { readReportWords } from "./report-words.ts";
import { knownReporter } from "./reporter.ts";

/** What was said, as this reads it. */
export interface Told {
  id: string;
  conversationId: string;
  writerId: string;
  /** Of a recording its transcript. */
  text: string;
  kind: string;
  /** A transcript that a person should look at. */
  needsReview?: boolean;
}

/** Reads a message as a report, or as the answer to what was asked about one; of a contact only while nobody has the floor. @returns false: it is neither */
export async function hearReport(tx: Tx, ctx: Ctx, ground: ChatGround, told: Told): Promise<boolean> {
  const reporter = await knownReporter(tx, ground, ctx, told.writerId);
  if (reporter === null) return false;
  const catalogue = await catalogueOf(tx, ctx.workspaceId, reporter.companyId);
  const going: Going = { reporter, catalogue, conversationId: told.conversationId };
  const before = await readDraft(tx, told.conversationId, ctx.now());
  const draft = reportIn(told, going, before);
  if (draft !== null) {
    await sayOf(tx, ctx, ground, { conversationId: told.conversationId, orderId: null, content: await advance(tx, ctx, going, draft) });
    return true;
  }
  if (before === null) return false;
  await answerDraft(tx, ctx, ground, going, before, told);
  return true;
}

/** Whether these words tell of danger, or of a trouble of a machine that no order under way is about: they are not of those orders then. */
export async function isOtherReport(
  tx: Tx,
  ctx: Ctx,
  text: string,
  underWay: readonly { asset: { id: string } | null }[],
): Promise<boolean> {
  const catalogue = await catalogueOf(tx, ctx.workspaceId, null);
  const { symptom, urgency } = readReport(text, catalogue);
  if (symptom === null) return false;
  const named = namedIn(text, catalogue);
  return urgency === "urgent" || (named !== null && underWay.every(({ asset }) => asset !== null && asset.id !== named.id));
}

/** A new report; null: these words are none. While one is asked about, only what names its own asset is another one. */
function reportIn(told: Told, { reporter, catalogue }: Going, before: Draft | null): Draft | null {
  const { symptom, urgency, site } = readReport(told.text, catalogue);
  if (symptom === null) return null;
  const asset = namedIn(told.text, catalogue);
  const place = readPlace(told.text, catalogue);
  const siteName = place.site ?? site?.value ?? null;
  const placed = asset?.siteId ?? catalogue.places.find(({ name }) => name === siteName)?.id;
  if (before !== null && asset === null && urgency !== "urgent") return null;
  const isVague = asset === null && place.assets.length === 0 && placed === undefined;
  // A customer's "it does not work" may be about anything; only one of ours is asked which machine.
  if (isVague && !reporter.isOurs && urgency !== "urgent") return null;
  return {
    messageIds: [told.id],
    contactId: told.writerId,
    text: told.text,
    origin: told.kind === "text" ? "whatsapp_bot" : "voice",
    priority: urgency,
    symptom: symptom.value,
    ...(asset === null ? { candidates: place.assets.map((one) => idOf(one, catalogue)) } : { assetId: asset.id }),
    ...(placed == null ? {} : { siteId: placed }),
    ...(told.needsReview === true ? { needsTap: true } : {}),
  };
}

const idOf = (named: object, { assets }: ReportCatalogue): string => assets.find((one) => one === named)?.id ?? "";

const MISSES = 2;

async function answerDraft(tx: Tx, ctx: Ctx, ground: ChatGround, going: Going, draft: Draft, told: Told): Promise<void> {
  const { conversationId, catalogue, reporter } = going;
  const words = await readReportWords(tx);
  const say = (content: Parameters<typeof sayOf>[3]["content"]) => sayOf(tx, ctx, ground, { conversationId, orderId: null, content });
  const kept: Draft = { ...draft, messageIds: [...new Set([...draft.messageIds, told.id])].slice(0, 10) };
  // A photo beside the question belongs to the report, and answers nothing.
  if (told.text.trim() === "") return keepDraft(tx, ctx, conversationId, kept);
  if (isRefusal(told.text)) {
    await dropDraft(tx, conversationId);
    await say({ kind: "text", text: words.dropped });
    return;
  }
  const found = whatWasNamed(told.text, catalogue, draft);
  if (found !== null) return void (await say(await advance(tx, ctx, going, { ...kept, ...found, misses: 0 })));
  const misses = (draft.misses ?? 0) + 1;
  if (misses > MISSES) {
    // Nobody is asked for ever: what is known is enough for an order that people look at.
    const assumed: Draft = { ...kept, assetId: draft.assetId ?? null, misses };
    if (reporter.isOurs) await say(await advance(tx, ctx, going, assumed));
    else await dropDraft(tx, conversationId);
    return;
  }
  const question = await advance(tx, ctx, going, { ...kept, misses });
  await say("text" in question ? { ...question, text: `${words.notFound}\n${question.text}`.slice(0, 1_000) } : question);
}

/** What an answer adds to the draft; null: nothing. */
function whatWasNamed(text: string, catalogue: ReportCatalogue, draft: Draft): Partial<Draft> | null {
  const byCode = assetByCode(text, catalogue);
  if (byCode !== null) return placed(byCode);
  const { assets, site } = readPlace(text, catalogue);
  const ids = assets.map((one) => idOf(one, catalogue));
  const among = ids.filter((id) => draft.candidates?.includes(id) === true);
  const [only] = among.length > 0 ? among : ids;
  const asset = catalogue.assets.find(({ id }) => id === only);
  if (asset !== undefined && (among.length === 1 || (among.length === 0 && ids.length === 1))) return placed(asset);
  if (ids.length > 1) return { candidates: ids };
  const place = catalogue.places.find(({ name }) => name === site);
  return place === undefined || place.id === draft.siteId ? null : { siteId: place.id };
}

const placed = ({ id, siteId }: NamedAsset): Partial<Draft> => ({ assetId: id, ...(siteId === null ? {} : { siteId }) });

function isRefusal(text: string): boolean {
  return readYesNo(text)?.value === false || /^\s*(cancela|cancelar|cancel|esquece|deixa)\b/i.test(text);
}
