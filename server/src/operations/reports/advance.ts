import type { OutboundContent } from "../../../../content/content.ts";
import { readReport } from "../../../../language/reports.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type Draft, dropDraft, keepDraft } from "./draft.ts";
import { openReport } from "./open-report.ts";
import { askAsset, button, type Going, placeOf, REPORT_VERBS } from "./questions.ts";
import { type ReportWords, readReportWords } from "./report-words.ts";

/** Asks for the one thing that is missing next, or opens the order. @returns what is said */
export async function advance(tx: Tx, ctx: Ctx, going: Going, draft: Draft): Promise<OutboundContent> {
  const words = await readReportWords(tx);
  const { conversationId } = going;
  // Who is in danger is not asked anything first.
  if (draft.priority === "urgent" && draft.needsTap !== true) return openReport(tx, ctx, going, draft, words);
  const question =
    (await askAsset(tx, ctx, going, draft, words)) ??
    (await askJoin(tx, ctx, draft, words)) ??
    (await askConfirm(tx, ctx, going, draft, words));
  if (question === null) {
    await dropDraft(tx, conversationId);
    return openReport(tx, ctx, going, draft, words);
  }
  await keepDraft(tx, ctx, conversationId, draft);
  return question;
}

/** An open order on the same asset with the same trouble. */
async function askJoin(tx: Tx, ctx: Ctx, draft: Draft, words: ReportWords): Promise<OutboundContent | null> {
  if (draft.assetId == null || draft.isAnother === true) return null;
  const open = await tx.many(sql<{ id: string; code: string; title: string; description: string }>`
    select id, code, title, description from work_orders where workspace_id = current_workspace() and asset_id = ${draft.assetId} and is_open
    order by created_at desc limit 20`);
  const nothing = { sites: [], assets: [] };
  const same = open.find(({ title, description }) => readReport(`${title}. ${description}`, nothing).symptom?.value === draft.symptom);
  if (same === undefined) return null;
  const firstMessage = draft.messageIds[0];
  return {
    kind: "buttons",
    text: words.duplicate(same.code, same.title),
    buttons: [
      {
        id: await button(tx, ctx, draft.contactId, REPORT_VERBS.join, { orderId: same.id, firstMessage }),
        title: words.join(same.code).slice(0, 20),
      },
      { id: await button(tx, ctx, draft.contactId, REPORT_VERBS.go, { isAnother: true, firstMessage }), title: words.openOther },
    ],
  };
}

async function askConfirm(tx: Tx, ctx: Ctx, going: Going, draft: Draft, words: ReportWords): Promise<OutboundContent | null> {
  if (draft.needsTap !== true) return null;
  const firstMessage = draft.messageIds[0];
  return {
    kind: "buttons",
    text: words.confirm(draft.text.slice(0, 400), placeOf(going.catalogue, draft)),
    buttons: [
      { id: await button(tx, ctx, draft.contactId, REPORT_VERBS.go, { isConfirmed: true, firstMessage }), title: words.open },
      { id: await button(tx, ctx, draft.contactId, REPORT_VERBS.drop, { firstMessage }), title: words.drop },
    ],
  };
}
