import assert from "node:assert/strict";
import { test } from "node:test";
import { createText } from "./text.ts";
import { dayLine, stamp } from "./times.ts";
import common from "./words/pt-BR.ts";

const t = createText(common, "pt-BR");
const now = Date.parse("2026-11-27T15:00:00Z");
const at = (iso: string) => stamp(iso, now, t, "pt-BR", "America/Manaus");

test("the clock is said of today only; other days are dates, and other years say which", () => {
  assert.equal(at("2026-11-27T13:05:00Z"), "09:05");
  assert.equal(at("2026-11-26T13:05:00Z"), "ontem");
  assert.equal(at("2026-11-09T13:05:00Z"), "09 nov");
  assert.equal(at("2026-12-03T13:05:00Z"), "03 dez", "a day that comes is no time of today");
  assert.equal(at("2019-03-02T13:05:00Z"), "02 mar 2019");
  assert.equal(at("2031-01-05T13:05:00Z"), "05 jan 2031");
});

test("the line between two days says the year where it is another", () => {
  const line = (iso: string) => dayLine(iso, now, t, "pt-BR", "America/Manaus");
  assert.equal(line("2026-11-27T13:05:00Z"), "Hoje");
  assert.equal(line("2026-11-09T13:05:00Z"), "Segunda-feira, 9 de novembro");
  assert.equal(line("2019-03-02T13:05:00Z"), "Sábado, 2 de março de 2019");
});
