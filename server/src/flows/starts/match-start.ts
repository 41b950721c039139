import type { Start } from "../../../../flow/document.ts";
import { matches } from "../../../../flow/patterns.ts";
import { fold } from "../../../../rules/fold.ts";

/** What the contact wrote, and where they come from, as far as starts ask for it. */
export interface Opening {
  texts: readonly string[];
  choiceIds: readonly string[];
  /** What stood behind the links or buttons that brought the person here. */
  refs: readonly string[];
  isFirstSession: boolean;
  /** Campaign to whose message this answers; null without one. */
  campaignId: string | null;
}

/** Whether a start begins a session with these words. @returns the variables that it fills, or null. Pure. */
export function matchStart(start: Start, opening: Opening): Readonly<Record<string, string>> | null {
  const nothing = {};
  switch (start.on) {
    case "any_message":
      return nothing;
    case "new_conversation":
      return opening.isFirstSession ? nothing : null;
    case "keyword":
      return opening.texts.some((text) => start.words.some((word) => isSaid(text, word, start.match))) ? nothing : null;
    case "payload":
      return firstFilled([...opening.refs, ...opening.texts, ...opening.choiceIds], start.pattern);
    case "postback":
      return [...opening.choiceIds, ...opening.refs].includes(start.payload) ? nothing : null;
    case "campaign_reply":
      return opening.campaignId !== null && (start.campaignId === undefined || start.campaignId === opening.campaignId) ? nothing : null;
    case "schedule":
    case "event":
    case "api":
      return null;
  }
}

/** Case and accents say nothing; neither does what stands between words. */
const wordsOf = (text: string): string =>
  ` ${fold(text)
    .split(/[^\p{L}\p{N}#*]+/u)
    .filter((word) => word !== "")
    .join(" ")} `;

function isSaid(text: string, word: string, match: "word" | "beginning" | "whole" | "pattern"): boolean {
  if (match === "pattern") return matches(word, text);
  const [said, wanted] = [wordsOf(text), wordsOf(word)];
  if (wanted.trim() === "") return false;
  if (match === "whole") return said === wanted;
  return match === "beginning" ? said.startsWith(wanted) : said.includes(wanted);
}

function firstFilled(texts: readonly string[], pattern: string): Record<string, string> | null {
  for (const text of texts) {
    const filled = fill(text, pattern);
    if (filled !== null) return filled;
  }
  return null;
}

/** Texts are read no further: what a link carries is short. */
const LONGEST = 1000;

/** `EQUIP:{code}` in `EQUIP:AC-42`: what stands in braces is one word. Letters' case says nothing. */
function fill(text: string, pattern: string): Record<string, string> | null {
  const names: string[] = [];
  const source = pattern
    .split(/(\{[a-z][a-z0-9_]{0,39}\})/)
    .map((piece) => {
      if (!/^\{[a-z][a-z0-9_]{0,39}\}$/.test(piece)) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(piece.slice(1, -1));
      return "([^\\s]{1,200})";
    })
    .join("");
  const found = new RegExp(`(?:^|\\s)${source}(?:$|\\s)`, "i").exec(text.slice(0, LONGEST));
  return found === null ? null : Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
}
