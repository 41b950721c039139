import { AppError, type Ctx } from "../../platform/index.ts";
import { countList } from "../conversations/count-conversations.ts";
import { readFilter } from "../conversations/read-filter.ts";
import type { Fields } from "../fields/field.ts";
import { listViews, type SavedView } from "./views.ts";

/** One view waits no longer than this, all together no longer than that: numbers beside names are worth no more. */
const PATIENCE_MS = 1_000;
const TOGETHER_MS = 4_000;

/** How many conversations a view holds, up to 1,000; or why that is not known. */
export interface ViewCount {
  id: string;
  count: number | null;
  because: "too_slow" | "not_askable" | null;
}

/** Of every view that the asker has, one after the other, of what they see and nothing else. */
export async function countViews(ctx: Ctx, fields: Fields): Promise<ViewCount[]> {
  const counts: ViewCount[] = [];
  const begun = performance.now();
  for (const view of await listViews(ctx)) {
    const leftMs = TOGETHER_MS - (performance.now() - begun);
    counts.push(leftMs < 1 ? unknown(view, "too_slow") : await countView(ctx, fields, view, Math.min(PATIENCE_MS, leftMs)));
  }
  return counts;
}

async function countView(ctx: Ctx, fields: Fields, view: SavedView, patienceMs: number): Promise<ViewCount> {
  try {
    const filter = await readFilter(ctx, fields, view.query.filter);
    return { id: view.id, count: await countList(ctx, { ...view.query, filter }, Math.ceil(patienceMs)), because: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Its field may be gone with the room that had it.
    return unknown(view, error.code === "inbox.filter_too_slow" ? "too_slow" : "not_askable");
  }
}

const unknown = ({ id }: SavedView, because: NonNullable<ViewCount["because"]>): ViewCount => ({ id, count: null, because });
