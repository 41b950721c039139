import type { Block, FlowDocument, Start } from "../../../flow/document.ts";
import { emptyDocument } from "../../../flow/schema.ts";

/** A document of these blocks, the first one first. */
export const drawn = (starts: Start[], blocks: Block[], more: Partial<FlowDocument> = {}): FlowDocument => ({
  ...emptyDocument("pt-BR"),
  starts,
  first: blocks[0]?.id ?? null,
  blocks,
  ...more,
});

/** Says something, and goes on to `next`. */
export const says = (id: string, text: string, next?: string): Block => ({
  id,
  type: "say_text",
  text: { "pt-BR": text },
  exits: next === undefined ? {} : { next },
});

const question = (text: string, variable: string) => ({
  text: { "pt-BR": text },
  variable,
  attempts: 3,
  silenceMinutes: null,
  joinSeconds: 0,
});

/** Asks for a text. */
export const asks = (id: string, text: string, variable: string, next?: string): Block => ({
  id,
  type: "ask_text",
  ...question(text, variable),
  exits: next === undefined ? {} : { next },
});

/** Asks for one of these, each with its block. */
export const chooses = (id: string, text: string, options: Record<string, { title: string; next: string }>): Block => ({
  id,
  type: "ask_choice",
  ...question(text, "escolha"),
  options: Object.entries(options).map(([option, { title }]) => ({ id: option, title: { "pt-BR": title } })),
  acceptsOther: false,
  exits: Object.fromEntries(Object.entries(options).map(([option, { next }]) => [`choice:${option}`, next])),
});

export const variables = (...names: string[]): FlowDocument["variables"] => names.map((name) => ({ name, type: "text" as const }));
