import type { OutboundContent } from "../../../../content/content.ts";
import { createTap } from "../../inbox/index.ts";
import type { Ctx, Tx } from "../../platform/index.ts";
import type { ReportCatalogue } from "./catalogue.ts";
import type { Draft } from "./draft.ts";
import type { ReportWords } from "./report-words.ts";
import type { Reporter } from "./reporter.ts";

/** A report that goes on: by what was written, or by a tap. */
export interface Going {
  reporter: Reporter;
  catalogue: ReportCatalogue;
  conversationId: string;
}

/** Verbs of the taps that answer what is asked here. */
export const REPORT_VERBS = {
  pick: "report_pick",
  join: "report_join",
  go: "report_go",
  drop: "report_drop",
  undo: "report_undo",
} as const;

/** A list has ten rows at most. */
const ROWS = 10;
const DAY_MS = 86_400_000;

interface Row {
  title: string;
  description?: string;
  detail: Record<string, unknown>;
}

/** Those that fit; where none was named, sites first and then what stands there. Null: it is known. */
export async function askAsset(
  tx: Tx,
  ctx: Ctx,
  { catalogue }: Pick<Going, "catalogue">,
  draft: Draft,
  words: ReportWords,
): Promise<OutboundContent | null> {
  if (draft.assetId !== undefined) return null;
  const { candidates = [], siteId, contactId } = draft;
  const fitting = catalogue.assets.filter(({ id }) => candidates.includes(id));
  const here = fitting.length > 0 ? fitting : siteId == null ? [] : catalogue.assets.filter((one) => one.siteId === siteId);
  const firstMessage = draft.messageIds[0];
  const tapRow = (row: Row) => ({ ...row, detail: { ...row.detail, firstMessage } });
  if (here.length > 0) {
    const rows = here.slice(0, ROWS - 1).map(({ id, name, code, site }) => ({
      title: name.slice(0, 24),
      description: [code, site]
        .filter((part) => part !== "")
        .join(" · ")
        .slice(0, 72),
      detail: { assetId: id },
    }));
    return list(tx, ctx, contactId, words, words.whichAsset, [...rows, { title: words.noAsset, detail: { assetId: null } }].map(tapRow));
  }
  if (siteId === undefined && catalogue.places.length > 1) {
    const rows = catalogue.places.slice(0, ROWS).map(({ id, name }) => ({ title: name.slice(0, 24), detail: { siteId: id } }));
    return list(tx, ctx, contactId, words, words.whichSite, rows.map(tapRow));
  }
  const all = catalogue.assets
    .slice(0, ROWS - 1)
    .map(({ id, name, code }) => ({ title: name.slice(0, 24), description: code, detail: { assetId: id } }));
  return list(tx, ctx, contactId, words, words.whichAsset, [...all, { title: words.noAsset, detail: { assetId: null } }].map(tapRow));
}

async function list(tx: Tx, ctx: Ctx, contactId: string, words: ReportWords, text: string, rows: Row[]): Promise<OutboundContent> {
  const tapped = [];
  for (const { title, description, detail } of rows)
    tapped.push({
      id: await button(tx, ctx, contactId, REPORT_VERBS.pick, detail),
      title,
      ...(description === undefined ? {} : { description }),
    });
  return { kind: "list", text, button: words.choose, sections: [{ title: words.choose, rows: tapped }] };
}

/** Asset and site as people know them. */
export function placeOf({ assets, places }: ReportCatalogue, { assetId, siteId }: Pick<Draft, "assetId" | "siteId">): string {
  const asset = assets.find(({ id }) => id === assetId);
  const site = asset === undefined ? places.find(({ id }) => id === siteId)?.name : asset.site;
  return [asset === undefined ? "" : `${asset.code} · ${asset.name}`, site ?? ""].filter((part) => part !== "").join(" · ");
}

export const button = (tx: Tx, ctx: Ctx, contactId: string, verb: string, detail: Record<string, unknown>): Promise<string> =>
  createTap(tx, { verb, detail, expiresAt: new Date(ctx.now().getTime() + DAY_MS), contactId }, ctx.now());
