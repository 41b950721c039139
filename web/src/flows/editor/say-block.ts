import type { RoomBlock } from "../../../../flow/block-types.ts";
import { BLOCK_WORDS } from "../../../../flow/block-words.ts";
import type { Block, Language, LocalText } from "../../../../flow/document.ts";
import { type ExitFacts, exitsOf } from "../../../../flow/exits.ts";
import type { Language as Reader } from "../../text/locale.tsx";
import type { FlowText } from "../words/words.ts";

/** The text in this language, or in the first one in which there is any. */
export function textIn(text: LocalText | undefined, language: Language): string {
  if (text === undefined) return "";
  const near = language === "pt-BR" ? text["pt-PT"] : language === "pt-PT" ? text["pt-BR"] : undefined;
  return text[language] || near || Object.values(text).find((one) => one !== "") || "";
}

/** What a type of block is called. */
export const typeName = (block: Pick<Block, "type">, reader: Reader, t: FlowText): string =>
  block.type === "room" ? t("flow.roomBlock") : BLOCK_WORDS[block.type].label[reader];

/** The block's own name, what it says, or its type: whatever tells it best from the others. */
export function blockName(block: Block, reader: Reader, language: Language, t: FlowText): string {
  if (block.name !== undefined && block.name !== "") return block.name;
  const text = "text" in block ? textIn(block.text, language).replaceAll(/\s+/g, " ") : "";
  return text === "" ? typeName(block, reader, t) : text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** Title of the block as it is drawn: its text stands under it. */
export const blockTitle = (block: Block, reader: Reader, t: FlowText): string =>
  block.name !== undefined && block.name !== "" ? block.name : typeName(block, reader, t);

export interface ShownExit extends ExitFacts {
  label: string;
}

/** The exits of a block with the words for each. */
export const shownExits = (block: Block, reader: Reader, language: Language, t: FlowText, rooms: readonly RoomBlock[] = []): ShownExit[] =>
  exitsOf(block, rooms).map((facts, index) => ({ ...facts, label: exitLabel(facts, index, block, reader, language, t) }));

function exitLabel({ words, name }: ExitFacts, index: number, block: Block, reader: Reader, language: Language, t: FlowText): string {
  const own = typeof name === "string" ? name : name === null ? "" : words === "own" ? (name[reader] ?? "") : textIn(name, language);
  if (own !== "") return own;
  if (words === "option" || words === "case" || words === "way") return t(`flow.exit.${words}`, { number: index + 1 });
  if (words === "silence" && "silenceMinutes" in block) return t("flow.exit.silence", { minutes: block.silenceMinutes ?? 0 });
  return words === "own" ? "" : t(`flow.exit.${words}`);
}
