import { changeContactIn, createContactFieldIn, type LeadClass, readContactFields } from "../../inbox/index.ts";
import { AppError, type Ctx, type Tx } from "../../platform/index.ts";
import type { Analysis } from "./analyse.ts";

const STATUS = { key: "sdr_ia_status", label: "SDR: status" };
const TEMPERATURE = { key: "sdr_ia_temperatura", label: "SDR: temperatura" };
const TEMPERATURES: Record<LeadClass, string> = { hot: "quente", warm: "morno", cold: "frio", very_cold: "muito_frio" };

/**
 * Keeps what a qualification found as fields of the contact, where filters, texts and other systems read it: `sdr_ia_status` (`qualificado`, or `incompleto`
 * where something was not answered) and `sdr_ia_temperatura`. The fields are made the first time; one that somebody archived or gave another type stays as it is.
 */
export async function keepAttributes(tx: Tx, ctx: Ctx, contactId: string, { leadClass, answers }: Analysis): Promise<void> {
  const values = {
    [STATUS.key]: answers.every(({ text }) => text !== "") ? "qualificado" : "incompleto",
    [TEMPERATURE.key]: TEMPERATURES[leadClass],
  };
  const there = await ensureFields(tx, ctx);
  const fields = Object.fromEntries(Object.entries(values).filter(([key]) => there.has(key)));
  if (Object.keys(fields).length > 0) await changeContactIn(tx, ctx, contactId, { fields });
}

/** @returns the keys of those that can be written */
async function ensureFields(tx: Tx, ctx: Ctx): Promise<ReadonlySet<string>> {
  const known = await readContactFields(tx);
  const usable = new Set(known.filter(({ type, isArchived }) => type === "text" && !isArchived).map(({ key }) => key));
  for (const { key, label } of [STATUS, TEMPERATURE]) {
    if (known.some((field) => field.key === key)) continue;
    try {
      await createContactFieldIn(tx, ctx, { key, label, type: "text" });
      usable.add(key);
    } catch (error) {
      // There are too many fields, or another one made it just now: refused before anything was written.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return usable;
}
