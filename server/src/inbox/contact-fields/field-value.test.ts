import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContactFieldType } from "./contact-field.ts";
import { type FieldValue, readWritten, writeValue } from "./field-value.ts";

const choices = [
  { id: "gold", name: "Ouro" },
  { id: "basic", name: "Básico, mensal" },
];
const read = (type: ContactFieldType, written: string) =>
  readWritten({ type, choices: type === "choice" || type === "many" ? choices : [] }, written);

test("what people write into sheets is read as what they meant", () => {
  const meant: [ContactFieldType, string, FieldValue][] = [
    ["number", "1.234,50", 1234.5],
    ["number", "1,234.50", 1234.5],
    ["number", "1.234", 1234],
    ["number", "1,5", 1.5],
    ["number", "-12.5", -12.5],
    ["number", "R$ 1.000.000", 1_000_000],
    ["date", "27/11/2026", "2026-11-27"],
    ["date", "7.1.90", "1990-01-07"],
    ["date", "2026-11-27 14:30", "2026-11-27"],
    ["date", "29/02/2024", "2024-02-29"],
    ["yes_no", "SIM", true],
    ["yes_no", "Não", false],
    ["yes_no", "x", true],
    ["link", "sol.example", "https://sol.example/"],
    ["choice", "ouro", "gold"],
    ["choice", "basico, mensal", "basic"],
    ["many", "gold; ouro", ["gold"]],
    ["many", "Básico, mensal", ["basic"]],
    ["many", "Básico, mensal | Ouro", ["basic", "gold"]],
  ];
  for (const [type, written, value] of meant) assert.deepEqual(read(type, written), { value }, `${type} ${written}`);
});

test("what cannot be meant is refused", () => {
  const refused: [ContactFieldType, string][] = [
    ["number", "doze"],
    ["number", "1-2"],
    ["number", ","],
    ["date", "31/02/2026"],
    ["date", "2026-13-01"],
    ["date", "ontem"],
    ["yes_no", "talvez"],
    ["link", "javascript:alert(1)"],
    ["link", "duas palavras"],
    ["choice", "prata"],
    ["many", "ouro; prata"],
    ["text", "a".repeat(1_001)],
  ];
  for (const [type, written] of refused) assert.ok("problem" in read(type, written), `${type} ${written}`);
});

test("what we write out is read back as the same", () => {
  const kept: [ContactFieldType, FieldValue][] = [
    ["number", 1.234],
    ["number", -0.5],
    ["number", 12_345],
    ["date", "2026-11-27"],
    ["yes_no", false],
    ["choice", "basic"],
    ["many", ["gold", "basic"]],
    ["link", "https://sol.example/a"],
  ];
  for (const [type, value] of kept) assert.deepEqual(read(type, writeValue({ choices }, value)), { value }, `${type} ${value}`);
});
