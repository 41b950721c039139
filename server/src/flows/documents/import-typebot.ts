import type { FlowDocument, Language, Layout } from "../../../../flow/document.ts";
import { importTypebot as readTypebot } from "../../../../flow/typebot/typebot.ts";
import { unreadableTypebot } from "../errors.ts";

/** What became of a part of the file. `why` is a code of the importer; null where it is the same here. */
interface ReportLine {
  what: string;
  became: "became" | "changed" | "lost";
  why: string | null;
  block: string | null;
}

/** An export of Typebot as a draft, and what became of each part of it. @throws {AppError} flows.unreadable_typebot */
export function importTypebot(file: unknown, language: Language): { document: FlowDocument; layout: Layout; report: ReportLine[] } {
  const read = readTypebot(file, language);
  if (!read.ok)
    throw unreadableTypebot({
      problem: read.problem === "too_many_blocks" ? "it has more blocks than a flow may have" : "it has no groups of blocks",
    });
  const { document, layout, report } = read;
  const lines = report.map(({ what, code, block, group, source }) => ({
    what: [group, source].filter((part) => part !== "").join(" · "),
    became: what,
    why: code === "same" ? null : code,
    block,
  }));
  return { document, layout, report: lines };
}
