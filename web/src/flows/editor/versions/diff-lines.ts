import { diffFlows, type SettingChange } from "../../../../../flow/diff.ts";
import type { Block, FlowDocument, Language } from "../../../../../flow/document.ts";
import type { Language as Reader } from "../../../text/locale.tsx";
import type { FlowText } from "../../words/words.ts";
import { blockName, shownExits } from "../say-block.ts";

export interface DiffLine {
  key: string;
  kind: "added" | "removed" | "changed" | "rewired";
  name: string;
  details: readonly string[];
}

interface Speech {
  reader: Reader;
  language: Language;
  t: FlowText;
}

/** A longer value is not told: that it changed is. */
const LONGEST_VALUE = 80;

/** What `after` has that `before` had not, and the other way round, in the reader's words. Pure. */
export function diffLines(before: FlowDocument, after: FlowDocument, speech: Speech): DiffLine[] {
  const { reader, language, t } = speech;
  const blocks = new Map<string, Block>([...before.blocks, ...after.blocks].map((block) => [block.id, block]));
  const nameOf = (id: string | null) => {
    const block = id === null ? undefined : blocks.get(id);
    return block === undefined ? t("flow.nowhere") : blockName(block, reader, language, t);
  };
  const labelOf = (id: string, exit: string) => {
    const block = blocks.get(id);
    const shown = block === undefined ? [] : shownExits(block, reader, language, t);
    return shown.find((one) => one.exit === exit)?.label ?? exit;
  };
  const { added, removed, changed, rewired, flow } = diffFlows(before, after);
  return [
    ...flow.map((change) => ({
      key: change.path,
      kind: "changed" as const,
      name: t.find(`flow.part.${partOf(change)}`) ?? partOf(change),
      details: change.path === "first" ? [nameOf(after.first)] : [],
    })),
    ...added.map(({ block }) => ({ key: `+${block}`, kind: "added" as const, name: nameOf(block), details: [] })),
    ...removed.map(({ block }) => ({ key: `-${block}`, kind: "removed" as const, name: nameOf(block), details: [] })),
    ...changed.map(({ block, settings }) => ({
      key: `~${block}`,
      kind: "changed" as const,
      name: nameOf(block),
      details: settings.map((change) => saySetting(change, t)),
    })),
    ...rewired.map(({ block, exit, ...ends }) => ({
      key: `>${block}/${exit}`,
      kind: "rewired" as const,
      name: nameOf(block),
      details: [t("flow.diff.exit", { exit: labelOf(block, exit), from: nameOf(ends.before), to: nameOf(ends.after) })],
    })),
  ];
}

const partOf = ({ path }: SettingChange): string => path.split(".")[0] ?? path;

function saySetting(change: SettingChange, t: FlowText): string {
  const name = t.find(`flow.setting.${partOf(change)}`) ?? partOf(change);
  const [from, to] = [shownValue(change.before), shownValue(change.after)];
  return from === null || to === null ? name : t("flow.diff.setting", { name, from, to });
}

/** Words and numbers as they are; null for what is too long, or no word. */
function shownValue(value: unknown): string | null {
  if (value === undefined || value === null) return "–";
  if (typeof value !== "string" && typeof value !== "number") return null;
  return String(value).length > LONGEST_VALUE ? null : `“${value}”`;
}
