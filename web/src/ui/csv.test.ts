import assert from "node:assert/strict";
import { test } from "node:test";
import { toCsv } from "./csv.ts";

test("cells with commas, quotes and line breaks stay one cell", () => {
  assert.equal(toCsv([["a,b", 'say "hi"', "two\nlines", 12.5]]), '\uFEFF"a,b","say ""hi""","two\nlines",12.5\r\n');
});

test("what a spreadsheet would run as a formula is words", () => {
  assert.equal(toCsv([["=1+1", "+55 92", "@name", "-5", -5]]), "\uFEFF'=1+1,'+55 92,'@name,'-5,-5\r\n");
});
