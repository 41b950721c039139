import assert from "node:assert/strict";
import { test } from "node:test";
import { findSlash, matching } from "./find-slash.ts";
import type { CannedReply } from "./queries.ts";

test("a slash counts at the beginning of the text or of a word, and nowhere else", () => {
  assert.deepEqual(findSlash("/", 1), { at: 0, name: "" });
  assert.deepEqual(findSlash("Bom dia /gar", 12), { at: 8, name: "gar" });
  assert.deepEqual(findSlash("Bom dia\n/gar e mais", 12), { at: 8, name: "gar" });
  for (const text of ["https://", "e/ou", "/gar antia", "12/11", "//"]) assert.equal(findSlash(text, text.length), null, text);
});

test("replies are found without accents, by name first, and not those of another queue", () => {
  const reply = (id: string, name: string, text: string, queueId: string | null = null) => ({ id, name, text, queueId }) as CannedReply;
  const replies = [
    reply("1", "aguarde", "Já verifico a garantia"),
    reply("2", "garantia", "Nota fiscal?", "q"),
    reply("3", "Orçamento", "x"),
  ];
  const ids = (name: string, queueId: string | null) => matching(replies, name, queueId).map(({ id }) => id);
  assert.deepEqual(ids("GAR", "q"), ["2", "1"]);
  assert.deepEqual(ids("gar", null), ["1"]);
  assert.deepEqual(ids("orca", null), ["3"]);
});
