import type { Words } from "../rules/words.ts";
import type { RoomBlock } from "./block-types.ts";
import type { Block, BlockId, Exit, LocalText } from "./document.ts";

/** An exit that a block has, in the order in which an editor shows them. */
export interface ExitFacts {
  exit: Exit;
  /** The words of the editor for it; the name of an option, case or way is `name`. */
  words: "next" | "otherwise" | "silence" | "invalid" | "failed" | "yes" | "no" | "option" | "case" | "way" | "open" | "closed" | "own";
  name: string | LocalText | Words | null;
  /** Left open, a contact comes to an end that nobody drew. The others have something that happens by itself. */
  isNeeded: boolean;
}

/** Which exits a block has. `jump`, `end` and `hand_over` have none. Pure. */
export function exitsOf(block: Block, roomBlocks: readonly RoomBlock[] = []): readonly ExitFacts[] {
  switch (block.type) {
    case "jump":
    case "end":
    case "hand_over":
      return [];
    case "condition":
      return [...block.cases.map(({ id, name }) => one(`case:${id}`, "case", true, name ?? null)), one("otherwise", "otherwise", true)];
    case "split":
      return block.ways.map(({ id, name }) => one(`a:${id}`, "way", true, name ?? null));
    case "hours":
      return [one("open", "open", true), one("closed", "closed", true)];
    case "http":
    case "action":
    case "registration":
    case "sub_flow":
      return [one("next", "next", true), one("failed", "failed", false)];
    case "room":
      return exitsOfRoom(block.block, roomBlocks);
    case "ask_choice":
      return [...choiceExits(block), ...questionExits(block)];
    case "ask_yes_no":
      return [one("yes", "yes", true), one("no", "no", true), ...questionExits(block)];
    default:
      return [one("next", "next", true), ...("attempts" in block ? questionExits(block) : [])];
  }
}

/** The block that an exit leads to, or null; an exit that is not drawn of an option, `yes` or `no` leads where `next` does. Pure. */
export function targetOf(block: Block, exit: Exit): BlockId | null {
  if (Object.hasOwn(block.exits, exit)) return block.exits[exit] as BlockId; // it is there
  const isBranch = exit.startsWith("choice:") || exit === "yes" || exit === "no";
  return isBranch && Object.hasOwn(block.exits, "next") ? (block.exits["next"] as BlockId) : null;
}

const one = (exit: Exit, words: ExitFacts["words"], isNeeded: boolean, name: ExitFacts["name"] = null): ExitFacts => ({
  exit,
  words,
  name,
  isNeeded,
});

function choiceExits({ options, optionsFrom, acceptsOther, exits }: Extract<Block, { type: "ask_choice" }>): ExitFacts[] {
  const hasNext = Object.hasOwn(exits, "next");
  const ofOptions = options.map(({ id, title }) => one(`choice:${id}`, "option", !hasNext, title));
  const next = one("next", "next", optionsFrom !== undefined);
  return [...ofOptions, next, ...(acceptsOther ? [one("otherwise", "otherwise", true)] : [])];
}

function questionExits({ silenceMinutes }: { silenceMinutes: number | null }): ExitFacts[] {
  return [one("invalid", "invalid", false), ...(silenceMinutes === null ? [] : [one("silence", "silence", true)])];
}

function exitsOfRoom(id: string, roomBlocks: readonly RoomBlock[]): ExitFacts[] {
  const known = roomBlocks.find((block) => block.id === id);
  const own = known?.exits.map(({ exit, label }) => (exit === "next" ? one("next", "next", true) : one(exit, "own", true, label)));
  return [...(own ?? [one("next", "next", true)]), one("failed", "failed", false)];
}
