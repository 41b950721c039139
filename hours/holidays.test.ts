import assert from "node:assert/strict";
import { test } from "node:test";
import { dateOf } from "./calendar.ts";
import { easterSunday, holidaysOf, PLACES } from "./holidays.ts";

const datesOf = (place: string, year: number, optional = false) =>
  holidaysOf(place, year)
    .filter(({ isOptional }) => isOptional === optional)
    .map(({ date }) => date.slice(5));

test("Easter is on its day", () => {
  // Source: table of the United States Census Bureau, 1600 to 2099.
  const known = [
    "1818-03-22",
    "1943-04-25",
    "2000-04-23",
    "2008-03-23",
    "2011-04-24",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2038-04-25",
    "2049-04-18",
  ];
  for (const date of known) assert.equal(dateOf(easterSunday(Number(date.slice(0, 4)))), date);
  for (let year = 1900; year < 2200; year += 1) {
    const date = dateOf(easterSunday(year));
    assert.ok(new Date(date).getUTCDay() === 0 && date.slice(5) >= "03-22" && date.slice(5) <= "04-25", date);
  }
});

test("the days of Brazil and Portugal in 2026", () => {
  assert.deepEqual(datesOf("br", 2026), ["01-01", "04-03", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "11-20", "12-25"]);
  assert.deepEqual(datesOf("br", 2026, true), ["02-16", "02-17", "02-18", "06-04", "10-28", "12-24", "12-31"]);
  assert.ok(!datesOf("br", 2023).includes("11-20"), "a national day since 2024");
  assert.deepEqual(datesOf("pt", 2026), [
    "01-01",
    "04-03",
    "04-05",
    "04-25",
    "05-01",
    "06-04",
    "06-10",
    "08-15",
    "10-05",
    "11-01",
    "12-01",
    "12-08",
    "12-25",
  ]);
});

test("a city has the days of its state and country", () => {
  const names = holidaysOf("br-sp-sao-paulo", 2026).map(({ id }) => id);
  for (const id of ["br/12-25", "br-sp/07-09", "br-sp-sao-paulo/01-25", "br-sp-sao-paulo/easter+60"]) assert.ok(names.includes(id), id);
  assert.ok(!names.some((id) => id.startsWith("br-rj")));
  assert.deepEqual(datesOf("br-es", 2026).includes("04-13"), true, "Nossa Senhora da Penha, eight days after Easter");
  assert.deepEqual(
    holidaysOf("br-sc", 2026)
      .filter(({ id }) => id.startsWith("br-sc"))
      .map(({ date }) => date),
    ["2026-08-16", "2026-11-29"],
    "kept on the Sunday after",
  );
  assert.deepEqual(holidaysOf("xx", 2026), []);
});

test("every place stands under one that is known, and every rule can be read", () => {
  const ids = Object.keys(PLACES);
  assert.equal(ids.filter((id) => /^br-[a-z]{2}$/.test(id)).length, 27);
  assert.ok(ids.filter((id) => /^br-[a-z]{2}-/.test(id)).length >= 30);
  for (const id of ids) {
    for (let part = id; part.includes("-"); part = part.slice(0, part.lastIndexOf("-")))
      assert.ok(
        ids.some((one) => id.startsWith(`${one}-`)),
        id,
      );
    const found = holidaysOf(id, 2030);
    assert.equal(new Set(found.map((holiday) => holiday.id)).size, found.length, `${id} names a day twice`);
    for (const { date } of found) assert.match(date, /^2030-\d\d-\d\d$/);
  }
});
