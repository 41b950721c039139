import assert from "node:assert/strict";
import { test } from "node:test";
import { membersNamedIn } from "./find-mentions.ts";

const TEAM = [
  { id: "bia", name: "Bia Lima" },
  { id: "bia2", name: "Bia Souza" },
  { id: "julia", name: "Júlia Prates" },
  { id: "ana", name: "Ana" },
  { id: "twin1", name: "Rui Melo" },
  { id: "twin2", name: "Rui Melo" },
];

test("a name behind an @ means the member who has it, and nobody where two may be meant", () => {
  const cases: [string, string[]][] = [
    ["@Bia Lima veja", ["bia"]],
    ["@bia lima, e @BIA SOUZA.", ["bia", "bia2"]],
    ["@Bia veja", []],
    ["@julia pode?", ["julia"]],
    ["@Júlia Prates", ["julia"]],
    ["(@Ana) e de novo @ana", ["ana"]],
    ["@Anabela não é daqui", []],
    ["escreva para julia@ana.example ou x.@ana", []],
    ["@Rui Melo decidam", ["twin1", "twin2"]],
    ["@ Ana", []],
    ["sem nomes", []],
  ];
  for (const [text, ids] of cases) assert.deepEqual(membersNamedIn(text, TEAM), ids, text);
});
