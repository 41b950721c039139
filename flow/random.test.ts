import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BLOCK_TYPES, newSettings } from "./block-types.ts";
import type { Block, BlockType, FlowDocument } from "./document.ts";
import { exitsOf } from "./exits.ts";
import { factsWanted } from "./facts.ts";
import { MOST_PASSED, type RunState } from "./run.ts";
import { emptyDocument, readDocument } from "./schema.ts";
import { beginRun, step, wakeAt } from "./step.ts";
import { type Act, Talk } from "./talk.ts";

const TYPES: readonly BlockType[] = [...BLOCK_TYPES.map(({ type }) => type), "room"];
const WORDS = [
  "oi",
  "sim",
  "2",
  "menu",
  "voltar",
  "cancelar",
  "falar com pessoa",
  "ana@example.com",
  "123456789",
  "amanhã às 10",
  "",
  "💥",
  "{{var.a}}",
  "x".repeat(60_000),
  "__proto__",
];

const text = fc.constantFrom(
  "Olá {{var.a | você}}",
  "{{contact.name}}",
  "",
  "{{__proto__}} {{var.constructor}}",
  "Que tal? {{first_message | upper}}",
);
const expression = fc.constantFrom(
  "a + 1",
  "concat(a, b, a)",
  "date_add(now(), 1, 'day')",
  "1 +",
  "list(a, b)",
  "now()",
  "a.b.c",
  "x".repeat(2000),
);

/** A block of any type with anything in it, and exits that lead anywhere or nowhere. */
const someBlock = (index: number, size: number) =>
  fc
    .record({
      type: fc.constantFrom(...TYPES),
      text,
      expression,
      targets: fc.array(fc.integer({ min: -1, max: size }), { minLength: 8, maxLength: 8 }),
      number: fc.integer({ min: 1, max: 3 }),
    })
    .map((drawn): Block => {
      const settings = { ...newSettings(drawn.type, "pt-BR") } as Record<string, unknown>;
      if ("text" in settings) settings["text"] = { "pt-BR": drawn.text };
      if ("attempts" in settings)
        Object.assign(settings, {
          variable: "abc"[drawn.number - 1],
          attempts: drawn.number,
          joinSeconds: drawn.number === 3 ? 20 : 0,
          silenceMinutes: drawn.number === 2 ? 10 : null,
        });
      if (drawn.type === "set_variable") Object.assign(settings, { variable: "a", to: drawn.expression });
      if (drawn.type === "wait_until") settings["when"] = drawn.expression;
      if (drawn.type === "sub_flow")
        Object.assign(settings, {
          flowId: drawn.number === 1 ? "main" : drawn.number === 2 ? "sub" : "none",
          inputs: { a: drawn.expression },
          outputs: { b: "a" },
        });
      if (drawn.type === "jump") settings["to"] = `b${drawn.targets[0]}`;
      if (drawn.type === "http")
        Object.assign(settings, {
          url: "https://x.test/{{var.a}}",
          body: '{"a": "{{var.a}}"}',
          mapping: [
            { path: "a.0", variable: "b" },
            { path: "", variable: "c" },
          ],
        });
      if (drawn.type === "ask_choice")
        Object.assign(settings, {
          options: [
            { id: "1", title: { "pt-BR": drawn.text || "Um" } },
            { id: "2", title: { "pt-BR": "Dois" } },
          ],
          ...(drawn.number === 1 ? { optionsFrom: "c" } : {}),
        });
      if (drawn.type === "condition")
        settings["cases"] = [
          {
            id: "c1",
            when: {
              any: [
                { field: "flow.a", operator: "contains", value: "a" },
                { field: "contact.name", operator: "before", value: "nonsense" },
              ],
            },
          },
        ];
      const block = { ...settings, id: `b${index}`, exits: {} } as unknown as Block;
      const exits = exitsOf(block).map(({ exit }, place) => [exit, `b${drawn.targets[place % 8]}`]);
      return { ...block, exits: Object.fromEntries(exits.filter((_, place) => drawn.targets[place % 8] !== -1)) };
    });

const someDocument: fc.Arbitrary<FlowDocument> = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.tuple(...Array.from({ length: size }, (_, index) => someBlock(index, size))).map((blocks) => ({
    ...emptyDocument("pt-BR"),
    first: "b0",
    blocks,
    variables: [
      { name: "a", type: "text" as const },
      { name: "b", type: "number" as const, initial: 3 },
      { name: "c", type: "list" as const, isSecret: true },
    ],
    inputs: ["a"],
    outputs: ["a"],
  })),
);

const someAct: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.record({ tap: fc.constantFrom("1", "2", "yes", "o1", "zz"), block: fc.constantFrom("b0", "b1", "b2", "gone") }),
  fc.record({ file: fc.constantFrom("image" as const, "audio" as const) }),
  fc.constant<Act>({ place: [1, 2] }),
  fc.record({ minutes: fc.integer({ min: 1, max: 5000 }) }),
  fc.record({
    result: fc.oneof(
      fc.record({ ok: fc.constant(true as const), value: fc.jsonValue() }),
      fc.record({ ok: fc.constant(true as const), value: fc.constant({ status: 200, body: { a: [1] } }) }),
      fc.record({ ok: fc.constant(false as const), reason: fc.constant("no") }),
    ),
  }),
);

test("random flows with random people: never a throw, bounded, and a replay of the events is the same run", () => {
  fc.assert(
    fc.property(someDocument, someDocument, fc.array(someAct, { maxLength: 20 }), (document, sub, acts) => {
      const read = readDocument(JSON.parse(JSON.stringify(document)));
      assert.ok(read.ok, JSON.stringify(read));
      const talk = new Talk(document, { sub });
      talk.start();
      for (const act of acts) talk.does(act);
      for (const { path, effects } of talk.steps) assert.ok(path.length <= MOST_PASSED * 2 + 2 && effects.length <= MOST_PASSED * 11);
      assert.equal(new Set(talk.effects.map(({ id }) => id)).size, talk.effects.length, "no id stands for two effects");
      assert.ok(talk.state.status !== "running" && (talk.state.status === "ended") === (talk.state.waiting === null));
      wakeAt(talk.state);
      factsWanted(document);
      replays(talk, document);
    }),
    { numRuns: 150 },
  );
});

/** States go through JSON, as they do in a database. */
function replays(talk: Talk, document: FlowDocument): void {
  let state: RunState = beginRun({ flowId: "main", version: 1, document, seed: "run" });
  for (const [index, event] of talk.events.entries()) {
    const before = JSON.stringify(state);
    const made = step(talk.documents, JSON.parse(before) as RunState, JSON.parse(JSON.stringify(event)) as typeof event);
    assert.equal(JSON.stringify(made), JSON.stringify(talk.steps[index]));
    state = made.state;
  }
}

test("a secret is never in what is said, handed over, registered or acted with", () => {
  fc.assert(
    fc.property(someDocument, fc.array(someAct, { maxLength: 12 }), (document, acts) => {
      const secret = {
        ...document,
        variables: [
          { name: "a", type: "text" as const, isSecret: true, initial: "S3GREDO" },
          { name: "b", type: "number" as const },
          { name: "c", type: "list" as const },
        ],
      };
      const talk = new Talk(secret, { sub: document });
      talk.start();
      for (const act of acts) talk.does(act);
      const open = talk.effects.filter((effect) => effect.do !== "request");
      assert.ok(!JSON.stringify(open).includes("S3GREDO"));
    }),
    { numRuns: 60 },
  );
});
