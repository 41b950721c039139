import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalTaxId } from "./tax-id.ts";

test("tax ids match however they are written, and are held against their check digits", () => {
  const same: [string, string, string][] = [
    ["BR", "11.222.333/0001-81", "11222333000181"],
    ["BR", "11222333000181", "11222333000181"],
    // The example of the Receita Federal for numbers with letters.
    ["BR", "12.abc.345/01de-35", "12ABC34501DE35"],
    ["PT", "PT 501 964 843", "501964843"],
    ["PT", "501964843", "501964843"],
    ["ES", "B-12345674", "B12345674"],
  ];
  for (const [country, written, kept] of same) assert.equal(canonicalTaxId(country, written), kept, written);
  const wrong: [string, string][] = [
    ["BR", "11.222.333/0001-82"],
    ["BR", "11.222.333/0001-91"],
    ["BR", "12.ABC.345/01DE-53"],
    ["BR", "00.000.000/0000-00"],
    ["BR", "123"],
    ["PT", "501964842"],
    ["PT", "401964843"],
    ["PT", "5019648430"],
    ["ES", "B'12"],
    ["ES", ""],
  ];
  for (const [country, written] of wrong) assert.equal(canonicalTaxId(country, written), null, written);
});
