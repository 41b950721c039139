import type { OutboundContent } from "../content/content.ts";
import type { Block, LocalText } from "./document.ts";
import { outsideOf } from "./say.ts";
import { sentence } from "./sentences.ts";
import { isoOf } from "./times.ts";
import { nowOf, pass, say, type Turn } from "./turn.ts";
import { propertyOf, textOf } from "./values.ts";
import { inLanguage, writeText } from "./write-text.ts";

export type QuestionBlock = Extract<Block, { attempts: number }>;
export type ChoiceBlock = Extract<Block, { type: "ask_choice" }>;

export const isQuestion = (block: Block): block is QuestionBlock => "attempts" in block;

/** An option as the contact sees it, in the language of the run. */
export interface Shown {
  id: string;
  title: string;
  description?: string;
  synonyms: readonly string[];
  /** What the variable holds when it is chosen. */
  value: unknown;
}

const MOST_SHOWN = 50;
const MOST_BUTTONS = 3;
const LONGEST_BUTTON = 20;

/** Asks a question and waits for its answer. */
export function ask(turn: Turn, block: QuestionBlock, hasCome: boolean): "stop" {
  if (hasCome) pass(turn, block.id, null, true);
  const asked = turn.state.asked.filter((id) => id !== block.id);
  turn.state.asked = [...asked, block.id].slice(-50);
  say(turn, block.id, contentOf(turn, block, writeText(turn, block.text)), outsideOf(turn, block));
  return waitForAnswer(turn, block, 1);
}

/** Asks again, with what was wrong with the answer in place of the question. */
export function askAgain(turn: Turn, block: QuestionBlock, attempt: number, words: string): "stop" {
  say(turn, block.id, contentOf(turn, block, words));
  return waitForAnswer(turn, block, attempt);
}

function waitForAnswer(turn: Turn, block: QuestionBlock, attempt: number): "stop" {
  const silentAt = block.silenceMinutes === null ? null : isoOf(nowOf(turn) + block.silenceMinutes * 60_000);
  turn.state.status = "waiting";
  turn.state.at = block.id;
  turn.state.waiting = { for: "answer", block: block.id, attempt, silentAt, pieces: [], answerAt: null };
  return "stop";
}

/** What a question looks like with these words. */
export function contentOf(turn: Turn, block: QuestionBlock, text: string): OutboundContent {
  switch (block.type) {
    case "ask_choice":
      return menu(turn, text, optionsOf(turn, block), block.buttonLabel);
    case "ask_yes_no":
      return menu(turn, text, yesAndNo(turn), undefined);
    case "ask_rating":
      return hasStars(block) ? menu(turn, text, stars(block), undefined) : { kind: "text", text: withRange(turn, text, block) };
    case "ask_location":
      return text === "" ? { kind: "text", text } : { kind: "location_request", text };
    default:
      return { kind: "text", text };
  }
}

/** Buttons while they are few and short, else a list; what the channel cannot show it degrades itself. */
export function menu(turn: Turn, text: string, options: readonly Shown[], label: LocalText | undefined): OutboundContent {
  if (options.length === 0) return { kind: "text", text };
  const words = text === "" ? sentence("menu_button", turn.state.language) : text;
  const isFew =
    options.length <= MOST_BUTTONS &&
    options.every(({ title, description }) => description === undefined && [...title].length <= LONGEST_BUTTON);
  if (isFew) return { kind: "buttons", text: words, buttons: options.map(({ id, title }) => ({ id, title })) };
  const rows = options.map(({ id, title, description }) => ({ id, title, ...(description === undefined ? {} : { description }) }));
  const button = writeText(turn, label) || sentence("menu_button", turn.state.language);
  return { kind: "list", text: words, button, sections: [{ rows }] };
}

/** The options of a choice: those of a list variable first, then its own. One without a title is not shown. */
export function optionsOf(turn: Turn, block: ChoiceBlock): Shown[] {
  const own = block.options.map(({ id, title, description, value, synonyms }): Shown => {
    const words = writeText(turn, title);
    const more = writeText(turn, description);
    // Its title in other languages means it too.
    const others = Object.values(title).filter((other) => other !== words && !other.includes("{{"));
    const kept = value === undefined ? words : writeText(turn, value);
    return { id, title: words, ...(more === "" ? {} : { description: more }), synonyms: [...(synonyms ?? []), ...others], value: kept };
  });
  return apart([...listedOptions(turn, block.optionsFrom), ...own].filter(({ title }) => title.trim() !== "").slice(0, MOST_SHOWN));
}

/** No channel takes two options of one id or one title. */
export function apart(options: readonly Shown[]): Shown[] {
  const [ids, titles] = [new Map<string, number>(), new Map<string, number>()];
  const count = (seen: Map<string, number>, key: string) => {
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) ?? 1;
  };
  return options.map((option) => {
    const [ofId, ofTitle] = [count(ids, option.id), count(titles, option.title)];
    return {
      ...option,
      id: ofId === 1 ? option.id : `${option.id}_${ofId}`,
      title: ofTitle === 1 ? option.title : `${option.title} (${ofTitle})`,
    };
  });
}

function listedOptions(turn: Turn, variable: string | undefined): Shown[] {
  const list = variable !== undefined && Object.hasOwn(turn.state.variables, variable) ? turn.state.variables[variable] : [];
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST_SHOWN).map((item: unknown, index): Shown => {
    const isRecord = typeof item === "object" && item !== null;
    const title = isRecord ? textOf(propertyOf(item, "title") ?? propertyOf(item, "name")) : textOf(item);
    const id = textOf(isRecord ? propertyOf(item, "id") : null);
    const description = isRecord ? textOf(propertyOf(item, "description")) : "";
    const value = isRecord ? (propertyOf(item, "value") ?? propertyOf(item, "id") ?? title) : item;
    const ownId = /^[\w-]{1,40}$/.test(id) ? id : `i${index}`;
    return { id: ownId, title, ...(description === "" ? {} : { description }), synonyms: [], value };
  });
}

export function yesAndNo({ state }: Turn): Shown[] {
  return (["yes", "no"] as const).map((id) => ({ id, title: sentence(id, state.language), synonyms: [], value: id === "yes" }));
}

type RatingBlock = Extract<Block, { type: "ask_rating" }>;
export const hasStars = ({ least, most }: RatingBlock): boolean => least === 1 && most <= 5;
export const stars = ({ most }: RatingBlock): Shown[] =>
  Array.from({ length: most }, (_, index) => ({ id: String(index + 1), title: "⭐".repeat(index + 1), synonyms: [], value: index + 1 }));

function withRange(turn: Turn, text: string, { least, most }: RatingBlock): string {
  const range = sentence("rating_range", turn.state.language, { least, most });
  return /\d/.test(text) || text === "" ? text : `${text}\n${range}`;
}

/** The words of an author for an answer that cannot be read, or none. */
export const ownRetry = (turn: Turn, block: QuestionBlock): string =>
  inLanguage(block.retry, turn.state.language, turn.document.language) && writeText(turn, block.retry);
