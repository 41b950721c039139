import type { HandOverParts } from "../../../inbox/index.ts";
import { type Ctx, notFound, sql } from "../../../platform/index.ts";
import { readWorkspace } from "../../../team/index.ts";
import { accessPurchase, linesOf, type Purchase, type PurchaseLine, step } from "../purchase.ts";
import { LETTER_WORDS } from "./letter-words.ts";
import { type Medium, readSupplier } from "./supplier-place.ts";
import { type Written, writeLetter } from "./write-letter.ts";

export interface AskedQuotes {
  supplierIds: readonly string[];
  media: readonly Medium[];
  /** Stands below the lines. */
  note: string;
}

/**
 * Asks suppliers what it would cost, each by each medium; answers come back to the purchase. From here it is being quoted.
 * @returns what left, and why the rest did not
 * @throws {AppError} operations.purchase_state, platform.not_found
 */
export function askQuotes(ctx: Ctx, parts: HandOverParts, id: string, { supplierIds, media, note }: AskedQuotes): Promise<Written[]> {
  return ctx.transaction(async (tx) => {
    const purchase = await accessPurchase(tx, id, ["requested", "quoting"]);
    const lines = await linesOf(tx, id);
    const { language } = await readWorkspace(tx);
    const { name } = await tx.one(sql<{ name: string }>`select name from workspaces where id = current_workspace()`);
    const words = LETTER_WORDS[language];
    const text = askText({ purchase, lines, note, language });
    const written: Written[] = [];
    for (const supplierId of new Set(supplierIds)) {
      const supplier = await readSupplier(tx, supplierId);
      if (supplier === null) throw notFound({ what: "supplier" });
      for (const medium of new Set(media)) {
        const letter = {
          purchaseId: id,
          kind: "ask" as const,
          supplier,
          medium,
          subject: `${words.quote} ${numberOf(purchase)} · ${name}`,
          content: async () => ({ kind: "text" as const, text }),
          summary: text,
        };
        written.push(await writeLetter(tx, ctx, parts, letter));
      }
    }
    for (const { supplier, medium, code } of written)
      if (code === null) await step(tx, ctx, purchase, "quote_asked", { to: "quoting", detail: { supplier, medium } });
    return written;
  });
}

interface Asking {
  purchase: Purchase;
  lines: readonly PurchaseLine[];
  note: string;
  language: keyof typeof LETTER_WORDS;
}

function askText({ purchase, lines, note, language }: Asking): string {
  const words = LETTER_WORDS[language];
  return [
    words.ask(numberOf(purchase), purchase.isUrgent),
    "",
    ...lines.map(({ quantity, unit, description }) => `• ${(quantity / 1_000).toLocaleString(language)} ${unit} ${description}`),
    ...(purchase.site === null ? [] : ["", `${words.deliverTo} ${purchase.site.name}`]),
    ...(note.trim() === "" ? [] : ["", note.trim()]),
    "",
    words.answerHere,
  ].join("\n");
}

/** As people write it: "0012". */
export const numberOf = ({ number }: Pick<Purchase, "number">): string => String(number).padStart(4, "0");
