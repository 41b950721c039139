import assert from "node:assert/strict";
import { test } from "node:test";
import type { Static } from "typebox";
import { BLOCK_TYPES, newSettings } from "./block-types.ts";
import type { Block, BlockType, Layout, Start } from "./document.ts";
import { exitsOf, targetOf } from "./exits.ts";
import { emptyDocument, type FlowDocumentSchema, type LayoutSchema, MOST_BLOCKS, readDocument, readLayout } from "./schema.ts";
import { BLOCK_SCHEMAS } from "./schema-blocks.ts";

type Frozen<Value> = Value extends readonly (infer One)[]
  ? readonly Frozen<One>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;
type Same<One, Other> = [Frozen<One>] extends [Frozen<Other>] ? ([Frozen<Other>] extends [Frozen<One>] ? true : false) : false;

/** Several types stand in one member of the union: the one that has `Type` among its own. */
type OfType<One, Type> = One extends { type: infer Types } ? (Type extends Types ? Omit<One, "type"> & { type: Type } : never) : never;
const ALL_SAME = Object.fromEntries(Object.keys(BLOCK_SCHEMAS).map((type) => [type, true as const])) as Record<BlockType, true>;

test("schemas and types say the same", () => {
  // A difference does not compile.
  type Read = { [Type in BlockType]: Static<(typeof BLOCK_SCHEMAS)[Type]> };
  type Written = { [Type in BlockType]: OfType<Block, Type> };
  const blocks: { [Type in BlockType]: Same<Read[Type], Written[Type]> } = ALL_SAME;
  const layout: Same<Static<typeof LayoutSchema>, Layout> = true;
  const starts: Same<Static<typeof FlowDocumentSchema>["starts"][number], Start> = true;
  assert.ok(layout && starts && blocks.end);
});

const blockOf = (type: BlockType, id: string): Block => ({ id, exits: {}, ...newSettings(type, "pt-BR") }) as Block;
const withBlocks = (...blocks: unknown[]): unknown => ({ ...emptyDocument("pt-BR"), blocks });
const problemsOf = (json: unknown): Record<string, string> => {
  const read = readDocument(json);
  return read.ok ? {} : Object.fromEntries(read.problems.map(({ path, problem }) => [path, problem]));
};

test("a new block of every type is readable, has words in three languages, and exits", () => {
  for (const { type, label, description, icon } of BLOCK_TYPES) {
    assert.deepEqual(problemsOf(withBlocks(blockOf(type, "b1"))), {}, type);
    for (const words of [label, description])
      assert.ok(
        Object.values(words).every((text) => text.length > 1),
        type,
      );
    assert.match(icon, /^[A-Z]\w+$/);
    const hasExits = !["jump", "end", "hand_over"].includes(type);
    assert.equal(exitsOf(blockOf(type, "b1")).length > 0, hasExits, type);
  }
  assert.equal(BLOCK_TYPES.length, Object.keys(BLOCK_SCHEMAS).length - 1, "every type but that of rooms stands in the library");
});

test("what is wrong is told with the path that leads to it", () => {
  assert.match(problemsOf("text")[""] ?? "", /object/);
  assert.match(problemsOf({ ...emptyDocument("pt-BR"), language: "xx" }).language ?? "", /./);
  assert.match(problemsOf(withBlocks({ id: "a", type: "teleport", exits: {} }))["blocks.0.type"] ?? "", /teleport/);
  const choice = { ...blockOf("ask_choice", "a"), options: [{ id: "1", title: { "pt-BR": 7 } }] };
  assert.ok("blocks.0.options.0.title.pt-BR" in problemsOf(withBlocks(choice)));
  assert.equal(problemsOf(withBlocks({ ...blockOf("end", "a"), colour: "red" }))["blocks.0.colour"], "is not known here");
  assert.ok("blocks.1" in problemsOf(withBlocks(blockOf("end", "a"), blockOf("end", "a"))));
  assert.ok("blocks.0.name" in problemsOf(withBlocks({ ...blockOf("end", "a"), name: "<img src=x onerror=alert(1)>" })));
  const deep = JSON.parse(`${'{"all":['.repeat(2000)}${"]}".repeat(2000)}`) as unknown;
  assert.ok(
    Object.keys(problemsOf(withBlocks({ ...blockOf("condition", "a"), cases: [{ id: "x", when: deep }] })))[0]?.startsWith(
      "blocks.0.cases.0.when",
    ),
  );
  assert.ok("starts.0.on" in problemsOf({ ...emptyDocument("pt-BR"), starts: [{ on: "full_moon" }] }));
  assert.ok("blocks" in problemsOf(withBlocks(...Array.from({ length: MOST_BLOCKS + 1 }, (_, index) => blockOf("end", `b${index}`)))));
});

test("a large document of rubbish is refused with a list that can be read", () => {
  const rubbish = withBlocks(
    ...Array.from({ length: MOST_BLOCKS }, () => ({ type: "say_text", exits: { next: { deep: [1, 2, 3] } }, x: "y".repeat(8000) })),
  );
  const read = readDocument(rubbish);
  assert.ok(!read.ok && read.problems.length <= 50);
});

test("an option without a block of its own goes where the others go", () => {
  const choice = { ...blockOf("ask_choice", "a"), exits: { next: "n", "choice:o1": "x" } } as Block;
  assert.deepEqual(
    [targetOf(choice, "choice:o1"), targetOf(choice, "choice:o2"), targetOf(choice, "silence"), targetOf(choice, "constructor")],
    ["x", "n", null, null],
  );
});

test("a layout is read too", () => {
  assert.ok(readLayout({ blocks: { a: { x: 1, y: 2 } }, notes: [] }).ok);
  assert.ok(!readLayout({ blocks: { a: { x: "1", y: 2 } }, notes: [] }).ok);
});
