import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Capabilities } from "./capabilities.ts";
import type { OutboundContent } from "./content.ts";
import { degrade } from "./degrade.ts";

const poor: Capabilities = { textLength: 160, textUnit: "characters", media: {} };
const known = { files: new Map([["f", { mediaType: "image/jpeg", size: 10 }]]), linkTo: (id: string) => `https://x/${id}` };
const textsOf = (content: OutboundContent, capabilities: Capabilities) =>
  degrade(content, capabilities, known).parts.map((part) => ("text" in part ? part.text : part.kind));

test("a menu becomes list, buttons or numbered text, whichever comes first and fits", () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}`, title: `Linha ${index}` }));
  const buttons = { max: 3, titleLength: 20, idLength: 20, textLength: 100 };
  const list = { maxRows: 10, titleLength: 20, idLength: 20, textLength: 100 };
  const menu = (count: number): OutboundContent => ({ kind: "list", text: "Qual?", button: "Ver", sections: [{ rows: rows(count) }] });
  const kindOf = (count: number, can: Partial<Capabilities>) => degrade(menu(count), { ...poor, ...can }, known).parts[0]?.kind;
  assert.equal(kindOf(8, { list, buttons }), "list");
  assert.equal(kindOf(3, { buttons }), "buttons");
  assert.equal(kindOf(4, { buttons }), "text");
  const described: OutboundContent = {
    kind: "list",
    text: "Qual?",
    button: "Ver",
    sections: [{ rows: [{ id: "a", title: "A", description: "longe" }] }],
  };
  assert.deepEqual(textsOf(described, { ...poor, buttons }), ["Qual?\n\n1. A – longe"], "a description is not dropped for a button");
  const asked: OutboundContent = { kind: "buttons", header: "Oi", text: "Confirma?", footer: "Equipe", buttons: rows(2) };
  assert.deepEqual(textsOf(asked, poor), ["Oi\n\nConfirma?\n\n1. Linha 0\n2. Linha 1\n\nEquipe"]);
});

test("a file goes as the next kind that fits, with its caption, or as a link", () => {
  const image: OutboundContent = { kind: "image", attachmentId: "f", text: "legenda" };
  const one = (media: Capabilities["media"]) => degrade(image, { ...poor, media }, known);
  assert.deepEqual(one({ image: { maxBytes: 100, captionLength: 50 } }).changes, []);
  assert.deepEqual(
    one({ image: { maxBytes: 100, captionLength: 0 } }).parts.map(({ kind }) => kind),
    ["image", "text"],
  );
  assert.deepEqual(
    one({ image: { maxBytes: 5, captionLength: 50 }, document: { maxBytes: 100, captionLength: 50 } }).parts[0]?.kind,
    "document",
  );
  assert.deepEqual(one({}).parts, [{ kind: "text", text: "legenda\nhttps://x/f", linkedFile: "f" }]);
});

test("a text is cut between words where there are any, and nothing of it is lost", () => {
  const unit = fc.constantFrom("characters" as const, "bytes" as const);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.integer({ min: 8, max: 60 }), unit, (text, textLength, textUnit) => {
      const pieces = textsOf({ kind: "text", text }, { ...poor, textLength, textUnit }) as string[];
      const bare = (words: string) => words.replaceAll(/\s/g, "");
      assert.equal(bare(pieces.join("")), bare(text));
      for (const piece of pieces)
        assert.ok((textUnit === "bytes" ? Buffer.byteLength(piece) : [...piece].length) <= textLength, JSON.stringify(pieces));
    }),
  );
  assert.deepEqual(textsOf({ kind: "text", text: "um dois três quatro" }, { ...poor, textLength: 9 }), ["um dois", "três", "quatro"]);
});
