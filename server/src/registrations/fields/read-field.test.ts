import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldType } from "./form-field.ts";
import { isTooOld } from "./proof.ts";
import { readField } from "./read-field.ts";

const read = (type: FieldType, written: unknown, country: "PT" | "BR" | null = null) => {
  const result = readField({ type, country }, written);
  return "value" in result ? result.value : `!${result.problem}`;
};

test("documents are held against their check digits, however they are written", () => {
  assert.equal(read("nif", "PT 123 456 789"), "123456789");
  for (const nif of ["000000000", "123456780", "12345678", "letters"]) assert.equal(read("nif", nif), "!not_nif", nif);
  assert.equal(read("nif", "123456789"), "123456789");
  assert.equal(read("cpf", "529.982.247-25"), "52998224725");
  for (const cpf of ["111.111.111-11", "529.982.247-26", "5299822472"]) assert.equal(read("cpf", cpf), "!not_cpf", cpf);
  assert.equal(read("cnpj", "11.222.333/0001-81"), "11222333000181");
  assert.equal(read("cnpj", "12.ABC.345/01DE-35"), "12ABC34501DE35", "letters count since 2026");
  assert.equal(read("cnpj", "00.000.000/0000-00"), "!not_cnpj");
});

test("phones, postal codes, e-mails, days and names have one form", () => {
  assert.equal(read("phone", "912 480 337", "PT"), "+351912480337");
  assert.equal(read("phone", "+351 912 480 337", "PT"), "+351912480337");
  assert.equal(read("phone", "+55 92 99999-0001", "PT"), "!not_phone", "of another country");
  assert.equal(read("phone", "(92) 99999-0001", "BR"), "+5592999990001");
  assert.equal(read("phone", "12345", "PT"), "!not_phone");
  assert.equal(read("postal_pt", "4050174"), "4050-174");
  assert.equal(read("postal_pt", "4050-17"), "!not_postal_code");
  assert.equal(read("cep", "69.050-010"), "69050-010");
  assert.equal(read("email", "Joao@Correio.exemplo"), "joao@correio.exemplo");
  for (const email of ["joao", "joao@correio", "a b@c.de"]) assert.equal(read("email", email), "!not_email", email);
  assert.equal(read("date", "28/11/2026"), "2026-11-28");
  assert.equal(read("date", "31/02/2026"), "!not_date");
  assert.equal(read("name", "  João   Tavares Pinto "), "João Tavares Pinto");
  for (const name of ["João", "123 456", ""]) assert.equal(read("name", name), "!not_a_name", name);
});

test("what no field can hold is said, and nothing is thrown", () => {
  assert.equal(read("text", "a\0b"), "!not_text");
  assert.equal(read("text", { a: 1 }), "!not_text");
  assert.equal(read("text", "x".repeat(60_000)), "!too_long");
  assert.equal(read("text", 42), "42");
});

test("three months are counted by the calendar", () => {
  assert.equal(isTooOld("2026-08-28", "2026-11-28", 3), false);
  assert.equal(isTooOld("2026-08-27", "2026-11-28", 3), true);
  assert.equal(isTooOld("2026-02-28", "2026-05-31", 3), false, "February has no 31st");
  assert.equal(isTooOld("2026-02-27", "2026-05-31", 3), true);
  assert.equal(isTooOld("2025-12-15", "2026-03-15", 3), false);
});
