import type { Block, Language } from "../../../../flow/document.ts";
import type { Language as Reader } from "../../text/locale.tsx";
import type { FlowText } from "../words/words.ts";
import type { BlockProblem } from "./problems.ts";
import { shownExits } from "./say-block.ts";

interface Speech {
  reader: Reader;
  language: Language;
  t: FlowText;
}

/** The problem in the reader's words; one that is newer than these words says its code. */
export function sayProblem({ code, exit, values }: BlockProblem, block: Block | undefined, { reader, language, t }: Speech): string {
  const label =
    block === undefined || exit === undefined
      ? ""
      : (shownExits(block, reader, language, t).find((one) => one.exit === exit)?.label ?? exit);
  const facts = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? value.join(", ") : String(value)]),
  );
  return t.find(`flow.problem.${code}`, { ...facts, exit: label }) ?? t("flow.problem", { code });
}
