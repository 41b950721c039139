import type { OutboundContent } from "../content/content.ts";
import type { Block, FlowDocument } from "./document.ts";
import type { Answer, Documents, Effect, EffectResult, Fact, FlowEvent, RunState, Step } from "./run.ts";
import { emptyDocument } from "./schema.ts";
import { beginRun, step } from "./step.ts";

/** What somebody does in a conversation that is played: writes, taps, sends a file, is silent, or another system answers. */
export type Act =
  | string
  | { tap: string; block?: string; version?: number }
  | { file: "image" | "video" | "audio" | "document"; name?: string; bytes?: number; text?: string }
  | { place: [latitude: number, longitude: number] }
  | { minutes: number }
  | { result: EffectResult };

/** A conversation with a flow, played by the pure step: for tests here and elsewhere. The clock is its own. */
export class Talk {
  state: RunState;
  readonly documents: Documents;
  readonly effects: Effect[] = [];
  readonly events: FlowEvent[] = [];
  readonly steps: Step[] = [];
  facts: Record<string, Fact> = {};
  private at = Date.parse("2026-11-27T10:00:00Z");
  private count = 0;

  constructor(document: FlowDocument, others: Readonly<Record<string, FlowDocument>> = {}, seed = "run") {
    const all: Record<string, FlowDocument> = { ...others, main: document };
    this.documents = (flowId) => (Object.hasOwn(all, flowId) ? { version: 1, document: all[flowId] as FlowDocument } : null);
    this.state = beginRun({ flowId: "main", version: 1, document, seed });
  }

  /** Begins the run. Returns what is said, as a person would read it. */
  start(first: string | null = "oi", given: Readonly<Record<string, unknown>> = {}): string[] {
    return this.send({ kind: "started", by: "any_message", first: first === null ? null : this.answer({ text: first }), given });
  }

  /** One act after the other; returns what was said to the last one. */
  does(...acts: readonly Act[]): string[] {
    return acts.reduce<string[]>((_, act) => this.send(this.eventOf(act)), []);
  }

  private eventOf(act: Act): Bare {
    if (typeof act === "string") return { kind: "answered", answers: [this.answer({ text: act })] };
    if ("tap" in act) {
      const block = act.block ?? this.state.waiting?.block ?? "";
      return {
        kind: "tapped",
        block,
        version: act.version ?? 1,
        optionId: act.tap,
        answer: this.answer({ text: act.tap, choiceId: act.tap }),
      };
    }
    if ("file" in act) {
      const file = { attachmentId: `file-${this.count + 1}`, kind: act.file, name: act.name ?? null, bytes: act.bytes ?? 1000 };
      return { kind: "answered", answers: [this.answer({ text: act.text ?? null, files: [file] })] };
    }
    if ("place" in act)
      return { kind: "answered", answers: [this.answer({ location: { latitude: act.place[0], longitude: act.place[1] } })] };
    if ("result" in act) {
      const effectId = this.state.waiting?.for === "effect" ? this.state.waiting.effectId : "";
      return { kind: "effect_done", effectId, result: act.result };
    }
    this.at += act.minutes * 60_000;
    return { kind: "time_came" };
  }

  private answer(parts: Partial<Answer>): Answer {
    this.count += 1;
    return { messageId: `m${this.count}`, text: null, choiceId: null, files: [], location: null, ...parts };
  }

  private send(bare: Bare): string[] {
    const event: FlowEvent = { ...bare, now: new Date(this.at).toISOString(), timeZone: "Europe/Lisbon", facts: this.facts };
    const made = step(this.documents, this.state, event);
    this.events.push(event);
    this.steps.push(made);
    this.state = made.state;
    this.effects.push(...made.effects);
    return made.effects.map(readable);
  }
}

type Bare = FlowEvent extends infer One ? (One extends FlowEvent ? Omit<One, "now" | "timeZone" | "facts"> : never) : never;

/** A flow of these blocks, one after the other where an exit is not given. */
export function flowOf(
  blocks: readonly (Omit<Block, "exits"> & { exits?: Block["exits"] })[],
  more: Partial<FlowDocument> = {},
): FlowDocument {
  const drawn = blocks.map((block, index) => {
    const next = blocks[index + 1];
    return { ...block, exits: block.exits ?? (next === undefined ? {} : { next: next.id }) } as Block; // only the exits were open
  });
  return { ...emptyDocument("pt-PT"), first: blocks[0]?.id ?? null, blocks: drawn, ...more };
}

/** An effect as one line: words as they are said, options in brackets, everything else by its name. */
function readable(effect: Effect): string {
  switch (effect.do) {
    case "say":
      return readableContent(effect.content);
    case "hand_over":
      return `→ ${effect.to}${effect.toId === null ? "" : ` ${effect.toId}`} (${effect.reason})${effect.sentence === null ? "" : `: ${effect.sentence}`}`;
    case "register":
      return `→ register ${effect.form} ${JSON.stringify(effect.values)}`;
    case "request":
      return `→ ${effect.method} ${effect.url}${effect.body === null ? "" : ` ${effect.body}`}`;
    case "act":
      return `→ ${effect.action} ${JSON.stringify(effect.input)}`;
    case "room":
      return `→ ${effect.roomBlock} ${JSON.stringify(effect.settings)}`;
    case "hours":
      return `→ hours ${effect.calendarId ?? ""}`.trim();
    case "sub_flow":
      return `→ flow ${effect.flowId}`;
  }
}

function readableContent(content: OutboundContent): string {
  switch (content.kind) {
    case "buttons":
      return `${content.text} ${content.buttons.map(({ title }) => `[${title}]`).join(" ")}`;
    case "list":
      return `${content.text} ${content.sections.flatMap(({ rows }) => rows.map(({ title }) => `(${title})`)).join(" ")}`;
    case "location":
      return `📍 ${content.latitude}, ${content.longitude} ${content.name ?? ""}`.trim();
    case "template":
      return `▦ ${content.name} ${content.language}: ${content.text}`;
    default:
      return "attachmentId" in content
        ? `${content.kind} ${content.attachmentId}${content.text === undefined ? "" : `: ${content.text}`}`
        : "text" in content
          ? (content.text ?? "")
          : content.kind;
  }
}
