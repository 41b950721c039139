import assert from "node:assert/strict";
import { test } from "node:test";
import { readNext } from "./paths.ts";

test("after the login a person goes where they wanted to, and never out of the product", () => {
  for (const next of ["/inbox/01a1?view=mine", "/channels?tab=alerts", "/"]) assert.deepEqual(readNext({ next }), { next });
  for (const next of [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/login?next=/",
    "",
    7,
    undefined,
  ])
    assert.deepEqual(readNext({ next }), {}, String(next));
});
