import { newSettings } from "../flow/block-types.ts";
import type { Block, BlockType } from "../flow/document.ts";
import { lintFlow } from "../flow/lint.ts";
import type { FlowEvent, RunState } from "../flow/run.ts";
import { emptyDocument } from "../flow/schema.ts";
import { beginRun, step } from "../flow/step.ts";

/**
 * How long a step of a flow of 300 blocks takes, and looking the whole flow over: `node bench/flows.ts [steps]`. A conversation that goes round
 * through questions, conditions and expressions, with answers as people write them. Times a step in ms: by the clock, and on average by
 * this thread's time on the processor, which neighbours on the machine do not lengthen (too coarse for a single step).
 */
const BLOCKS = 300;
const STEPS = Number(process.argv[2] ?? 5000);
const TYPES: readonly BlockType[] = [
  "say_text",
  "set_variable",
  "condition",
  "ask_name",
  "say_text",
  "ask_nif",
  "split",
  "ask_choice",
  "set_variable",
  "ask_date",
];
const ANSWERS: Readonly<Partial<Record<BlockType, string>>> = {
  ask_name: "sou a ana maria de souza",
  ask_nif: "é o 123 456 789",
  ask_choice: "a segunda opção",
  ask_date: "quinta que vem às 15h",
};

const document = { ...emptyDocument("pt-PT"), first: "b0", blocks: Array.from({ length: BLOCKS }, (_, index) => blockAt(index)) };
const documents = () => ({ version: 1, document });
const moment = { now: "2026-11-27T10:00:00+00:00", timeZone: "Europe/Lisbon", facts: { "contact.name": "Ana", "contact.label": ["vip"] } };

const times: number[] = [];
const worked: number[] = [];
let state: RunState = timed({ kind: "started", by: "any_message", first: null, given: {}, ...moment }, begin());
while (times.length < STEPS) {
  const open = state.waiting === null ? undefined : document.blocks.find(({ id }) => id === state.waiting?.block);
  if (open === undefined || state.status === "ended") throw new Error(`The run stopped: ${state.ending}`);
  const answer = { messageId: `m${times.length}`, text: ANSWERS[open.type] ?? "sim", choiceId: null, files: [], location: null };
  state = timed({ kind: "answered", answers: [answer], ...moment }, state);
}
const started = performance.now();
const problems = lintFlow(document).length;
console.log(`step on ${BLOCKS} blocks, ${times.length} steps, by the clock: ${shares(times)}`);
console.log(`step on ${BLOCKS} blocks, ${worked.length} steps, by the processor: ${mean(worked)} ms each on average`);
console.log(`lint of ${BLOCKS} blocks: ${(performance.now() - started).toFixed(1)} ms, ${problems} findings`);

/** Without the first steps, in which the code is still cold. */
function shares(all: readonly number[]): string {
  const warm = all.slice(Math.min(500, STEPS / 10)).sort((a, b) => a - b);
  const at = (share: number) => (warm[Math.min(warm.length - 1, Math.floor(warm.length * share))] ?? 0).toFixed(3);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`;
}

function mean(all: readonly number[]): string {
  return (all.reduce((sum, one) => sum + one, 0) / all.length).toFixed(3);
}

function begin(): RunState {
  return beginRun({ flowId: "bench", version: 1, document, seed: "bench" });
}

function timed(event: FlowEvent, before: RunState): RunState {
  const [began, used] = [performance.now(), process.threadCpuUsage()];
  const { state: after } = step(documents, before, event);
  times.push(performance.now() - began);
  const { user, system } = process.threadCpuUsage(used);
  worked.push((user + system) / 1000);
  return after;
}

/** The last block leads back to the first. */
function blockAt(index: number): Block {
  const type = TYPES[index % TYPES.length] as BlockType; // within its length
  const next = `b${(index + 1) % BLOCKS}`;
  const own: Partial<Record<BlockType, object>> = {
    say_text: { text: { "pt-PT": "Olá {{contact.name | você}}, {{var.ask_name | first_word}} no passo {{var.count}}." } },
    set_variable: { variable: "count", to: 'if(count > 1000, 0, count + 1) + length(concat(ask_name, "x"))' },
    condition: {
      cases: [
        {
          id: "c",
          when: {
            any: [
              { field: "flow.count", operator: "at_least", value: 10 },
              { field: "contact.label", operator: "contains", value: "vip" },
            ],
          },
        },
      ],
    },
    ask_choice: {
      options: ["Registo", "Suporte técnico", "Preços", "Outro assunto"].map((title, place) => ({
        id: `o${place}`,
        title: { "pt-PT": title },
      })),
      acceptsOther: false,
    },
  };
  const exits = type === "condition" ? { "case:c": next, otherwise: next } : type === "split" ? { "a:w1": next, "a:w2": next } : { next };
  return {
    ...newSettings(type, "pt-PT"),
    ...own[type],
    ...(type.startsWith("ask_") ? { variable: type } : {}),
    id: `b${index}`,
    exits,
  } as Block; // settings of its type
}
