import { problemsOf } from "../content/check-content.ts";
import type { OutboundContent } from "../content/content.ts";
import { degrade } from "../content/degrade.ts";
import { contentOf, isQuestion } from "./ask.ts";
import type { Block, FlowDocument } from "./document.ts";
import { type FlowProblem, type House, problem } from "./problem.ts";
import { sayFile, sayLocation, sayTemplate } from "./say.ts";
import { beginRun } from "./step.ts";
import { say, type Turn } from "./turn.ts";
import { writeText } from "./write-text.ts";

/** What each channel shows otherwise than it was drawn, with the form that it gets; and what it cannot show at all. Pure. */
export function lintChannels(document: FlowDocument, { channels = [] }: House): FlowProblem[] {
  if (channels.length === 0) return [];
  return document.blocks.flatMap((block) => contentsOf(document, block).flatMap((content) => judge(block, content, channels)));
}

/** What a block says before anything is known of the contact: variables leave holes. Pure. */
function contentsOf(document: FlowDocument, block: Block): OutboundContent[] {
  const state = beginRun({ flowId: "", version: 0, document, seed: "" });
  const moment = { now: "2026-01-01T00:00:00Z", timeZone: "UTC", facts: {} };
  const turn: Turn = { documents: () => null, moment, document, state, effects: [], path: [] };
  if (isQuestion(block)) return [contentOf(turn, block, writeText(turn, block.text))];
  if (block.type === "say_text") say(turn, block.id, { kind: "text", text: writeText(turn, block.text) });
  if (block.type === "say_file") sayFile(turn, block.attachmentId === undefined ? { ...block, attachmentId: "file" } : block);
  if (block.type === "say_location") sayLocation(turn, block);
  if (block.type === "say_template") sayTemplate(turn, block);
  return turn.effects.flatMap((effect) => (effect.do === "say" ? [effect.content] : []));
}

const NOTHING_KNOWN = { files: new Map(), linkTo: () => "https://…" };
const LONGEST_FORM = 500;

function judge(block: Block, content: OutboundContent, channels: NonNullable<House["channels"]>): FlowProblem[] {
  const found = new Map<string, { names: string[]; made: FlowProblem }>();
  for (const { name, capabilities } of channels) {
    const { parts, changes } = degrade(content, capabilities, NOTHING_KNOWN);
    const form = parts.map(formOf).join("\n—\n").slice(0, LONGEST_FORM);
    const broken = parts.flatMap((part) => problemsOf({ capabilities }, part));
    const made = [
      ...changes.map((change) => problem("hint", "channel_degrades", block, { values: { change, form } })),
      ...broken.map(({ path, problem: reason }) =>
        problem("warning", "channel_cannot", block, { values: { reason: `${path} ${reason}`, form } }),
      ),
    ];
    for (const one of made) {
      const key = JSON.stringify([one.code, one.values]);
      const known = found.get(key) ?? { names: [], made: one };
      found.set(key, { ...known, names: [...known.names, name] });
    }
  }
  return [...found.values()].map(({ names, made }) => ({ ...made, values: { ...made.values, channels: names.join(", ") } }));
}

function formOf(content: OutboundContent): string {
  if (content.kind === "buttons") return `${content.text}\n${content.buttons.map(({ title }) => `[${title}]`).join(" ")}`;
  if (content.kind === "list")
    return `${content.text}\n☰ ${content.sections.flatMap(({ rows }) => rows.map(({ title }) => title)).join(" · ")}`;
  return "text" in content && content.text !== undefined ? content.text : content.kind;
}
