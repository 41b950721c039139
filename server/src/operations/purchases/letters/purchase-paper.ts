import { bytesOf, type Ctx, drawFacts, drawHead, drawHeading, drawRows, sql, startPaper, type Tx } from "../../../platform/index.ts";
import { type Language, readWorkspace } from "../../../team/index.ts";
import { costInCents } from "../../stock/amounts.ts";
import { approvalsOf } from "../list-purchases.ts";
import { linesOf, type Purchase, type PurchaseLine, readPurchase } from "../purchase.ts";
import { numberOf } from "./ask-quotes.ts";
import { LETTER_WORDS } from "./letter-words.ts";

interface Facts {
  purchase: Purchase;
  lines: PurchaseLine[];
  approvers: string[];
  language: Language;
  name: string;
  currency: string;
}

/** An order to a supplier as a PDF, in the workspace's language. @throws {AppError} platform.not_found */
export async function writePurchasePaper(ctx: Ctx, purchaseId: string): Promise<{ name: string; bytes: Buffer }> {
  const facts = await ctx.transaction((tx) => readFacts(tx, purchaseId));
  const { purchase, lines, approvers, language, name, currency } = facts;
  const words = LETTER_WORDS[language];
  const money = (cents: number) => (cents / 100).toLocaleString(language, { style: "currency", currency });
  const title = `${words.order} ${numberOf(purchase)}`;
  const paper = await startPaper({ title, author: name });
  drawHead(paper, { title, left: name, right: purchase.title });
  drawFacts(paper, [
    [words.supplier, purchase.supplier?.name ?? null],
    [words.deliverTo.replace(/:$/, ""), purchase.site?.name ?? null],
    [words.expectedOn, purchase.expectedOn],
    [words.buyer, purchase.requester.name],
    [words.approvedBy, approvers.join(", ")],
  ]);
  drawHeading(paper, words.item);
  drawRows(paper, [
    ...lines.map(({ quantity, unit, description, unitPrice }): [string, string] => [
      `${(quantity / 1_000).toLocaleString(language)} ${unit}  ${description}`,
      money(costInCents(quantity, unitPrice ?? 0)),
    ]),
    [words.freight, money(purchase.freightCents)],
    [words.total, money(purchase.totalCents ?? 0)],
  ]);
  return { name: `${title}.pdf`, bytes: await bytesOf(paper) };
}

async function readFacts(tx: Tx, id: string): Promise<Facts> {
  const approvals = await approvalsOf(tx, id);
  return {
    purchase: await readPurchase(tx, id),
    lines: await linesOf(tx, id),
    approvers: approvals.flatMap(({ state, decidedBy }) => (state === "approved" && decidedBy !== null ? [decidedBy] : [])),
    language: (await readWorkspace(tx)).language,
    ...(await tx.one(sql<{ name: string; currency: string }>`select name, currency from workspaces where id = current_workspace()`)),
  };
}
