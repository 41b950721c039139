import assert from "node:assert/strict";
import { test } from "node:test";
import { withHomeCode } from "./home-phone.ts";
import { guessMapping } from "./mapping.ts";
import { readSheet } from "./read-sheet.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const cellsOf = async (bytes: Uint8Array) => (await readSheet(bytes)).lines.map(({ cells }) => cells);

test("a sheet is read whatever parts it, however it is encoded, and whichever line ends it has", async () => {
  const wanted = [
    ["João", "1;2", "a"],
    ["Ana", "3", ""],
  ];
  const sheets = [
    utf8('\uFEFFNome,Valor,X\r\nJoão,"1;2",a\r\nAna,3,\r\n'),
    utf8("Nome\tValor\tX\nJoão\t1;2\ta\r\n\nAna\t3\t\n"),
    utf8('"Nome, todo";Valor;X\rJoão;"1;2";a\rAna;3\r'),
    Buffer.from('Nome;Valor;X\nJoão;"1;2";a\nAna;3;', "latin1"),
  ];
  for (const [index, bytes] of sheets.entries()) {
    const cells = await cellsOf(bytes);
    assert.deepEqual(
      cells.map((one) => [...one, ""].slice(0, 3)),
      wanted,
      `sheet ${index}`,
    );
  }
  assert.deepEqual((await cellsOf(Buffer.from([0x4e, 0x0a, 0x80, 0x31])))[0], ["€1"], "windows-1252 has a sign for the euro");
});

test("lines keep the numbers that a spreadsheet shows, and text over several lines is one cell", async () => {
  const { lines } = await readSheet(utf8('Nome;X\nAna;"duas\nlinhas"\n;\nBia;1\nCris;1;zu viel\n'));
  assert.deepEqual(lines, [
    { number: 2, cells: ["Ana", "duas\nlinhas"] },
    { number: 4, cells: ["Bia", "1"] },
    { number: 5, cells: ["Cris", "1"] },
  ]);
});

test("a phone without its country's code is one of the workspace's country", () => {
  const phones: [string, string, string][] = [
    ["(92) 98700-0001", "BR", "+5592987000001"],
    ["092 3232-0001", "BR", "+559232320001"],
    ["+351 912 345 678", "BR", "+351 912 345 678"],
    ["5592987000001", "BR", "5592987000001"],
    ["912 345 678", "PT", "+351912345678"],
    ["912 345 678", "ZZ", "912 345 678"],
    ["ramal 92987000001", "BR", "ramal 92987000001"],
  ];
  for (const [written, country, whole] of phones) assert.equal(withHomeCode(written, country), whole);
});

test("what is no table is refused", async () => {
  for (const text of ["", "\n\n", "Nome;Telefone\n", ";;\nAna;1;2\n"])
    await assert.rejects(readSheet(utf8(text)), { code: "inbox.unreadable_sheet" }, JSON.stringify(text));
});

test("columns are known by their headings in three languages, each thing once", () => {
  const field = { id: "1", key: "city", label: "Cidade", type: "text", choices: [], isRequired: false, isArchived: false } as const;
  const guess = (...headings: string[]) => guessMapping(headings, [{ ...field, choices: [] }]);
  assert.deepEqual(guess("Nome completo", "CELULAR", "E-mail", "Código", "cidade", "Obs"), [
    "name",
    "phone",
    "email",
    "external_id",
    "field:city",
    null,
  ]);
  assert.deepEqual(guess("Full name", "Phone number", "E-mail address", "City"), ["name", "phone", "email", "field:city"]);
  assert.deepEqual(guess("Nombre", "Móvil", "Correo electrónico", "Teléfono"), ["name", "phone", "email", null]);
});
