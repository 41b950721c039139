import assert from "node:assert/strict";
import { test } from "node:test";
import { diffFlows, isSameFlow } from "./diff.ts";
import type { Block, FlowDocument } from "./document.ts";
import { driverRegistration } from "./templates/driver-registration.ts";

const before = driverRegistration("pt-PT");
const change = (id: string, changed: object): FlowDocument => ({
  ...before,
  blocks: before.blocks.map((block) => (block.id === id ? ({ ...block, ...changed } as Block) : block)),
});

test("the same flow has no difference, also after it went through JSON", () => {
  assert.ok(isSameFlow(diffFlows(before, JSON.parse(JSON.stringify(before)) as FlowDocument)));
});

test("blocks that came and went, settings that changed, exits that lead elsewhere", () => {
  const extra: Block = { id: "novo", type: "end", exits: {} };
  const after = { ...before, blocks: [...before.blocks.filter(({ id }) => id !== "adeus" && id !== "ate_logo"), extra] };
  assert.deepEqual(diffFlows(before, after).added, [{ block: "novo", type: "end", name: null }]);
  assert.deepEqual(diffFlows(before, after).removed, [{ block: "ate_logo", type: "say_text", name: "Até logo" }]);
  const worded = diffFlows(
    before,
    change("email", { text: { "pt-PT": "E o e-mail?", "pt-BR": "Qual é o seu e-mail?" }, attempts: 5 }),
  ).changed;
  assert.deepEqual(worded, [
    {
      block: "email",
      type: "ask_email",
      name: "E-mail",
      settings: [
        { path: "text.pt-PT", before: "Qual é o seu e-mail?", after: "E o e-mail?" },
        { path: "attempts", before: 3, after: 5 },
      ],
    },
  ]);
  const rewired = diffFlows(before, change("obrigado", { exits: { next: "ajuda" } }));
  assert.deepEqual(rewired.rewired, [
    { block: "obrigado", type: "say_text", name: "Fim do registo", exit: "next", before: "fim", after: "ajuda" },
  ]);
  assert.deepEqual(rewired.changed, []);
});

test("what changed of the flow itself: starts, variables by name, its first block", () => {
  const after: FlowDocument = {
    ...before,
    first: "nif",
    variables: [...before.variables].reverse().filter(({ name }) => name !== "cidade"),
  };
  assert.deepEqual(
    diffFlows(before, after).flow.map(({ path }) => path),
    ["first", "variables.cidade"],
  );
});
