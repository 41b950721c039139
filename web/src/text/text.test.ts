import assert from "node:assert/strict";
import { test } from "node:test";
import { createText } from "./text.ts";

const t = createText({ count: "{count, plural, one {# new} other {# new ones}}", to: "to {name}", quiet: "Quiet" }, "en");

test("a text is filled with its values", () => {
  assert.equal(t("to", { name: "Ana" }), "to Ana");
  assert.equal(t("count", { count: 1 }), "1 new");
  assert.equal(t("count", { count: 3 }), "3 new ones");
  assert.equal(t("quiet", { name: "unused" }), "Quiet");
});

test("a key of the server is found, or not; values that are missing are no text", () => {
  assert.equal(t.find("quiet"), "Quiet");
  assert.equal(t.find("to", { name: "Ana" }), "to Ana");
  assert.equal(t.find("to"), undefined);
  assert.equal(t.find("constructor"), undefined);
  assert.equal(t("to"), "to");
});
