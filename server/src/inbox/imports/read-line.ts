import { canonicalAddress, canonicalPhone, type IdentityKey } from "../../channels/index.ts";
import { LIFECYCLES, type Lifecycle } from "../closed-sets.ts";
import type { ContactField } from "../contact-fields/contact-field.ts";
import type { CheckedValues } from "../contact-fields/contact-values.ts";
import { readWritten } from "../contact-fields/field-value.ts";
import { withHomeCode } from "./home-phone.ts";
import type { Mapping } from "./mapping.ts";
import type { SheetLine } from "./read-sheet.ts";

/** What is wrong with a line: the number of the column, from 0, and a code; null where it is about the line as a whole. */
export interface LineProblem {
  column: number | null;
  problem: string;
}

/** A person as a line tells of them; what is empty there is not said. */
export interface ToldPerson {
  number: number;
  keys: IdentityKey[];
  name: string | null;
  persona: string | null;
  lifecycle: Lifecycle | null;
  /** Its name. */
  company: string | null;
  values: CheckedValues;
}

const LONGEST_NAME = 200;
const LONGEST_PERSONA = 40;
const LONGEST_COMPANY = 120;

/** What lines are read with. */
interface Reading {
  mapping: Mapping;
  fields: ReadonlyMap<string, ContactField>;
  /** Of the workspace: its phones may come without their country's code. */
  country: string;
}

/** Reads a line as the mapping says; everything that is wrong with it, or the person. Pure. */
export function readLine({ number, cells }: SheetLine, { mapping, fields, country }: Reading): ToldPerson | LineProblem[] {
  const person: ToldPerson = { number, keys: [], name: null, persona: null, lifecycle: null, company: null, values: [] };
  const problems: LineProblem[] = [];
  for (const [column, target] of mapping.entries()) {
    const cell = cells[column] ?? "";
    if (target === null || cell === "") continue;
    const problem = target.startsWith("field:")
      ? takeValue(person, fields.get(target.slice(6)), cell)
      : take(person, target, cell, country);
    if (problem !== null) problems.push({ column, problem });
  }
  if (problems.length === 0 && person.keys.length === 0) problems.push({ column: null, problem: "no_key" });
  return problems.length > 0 ? problems : person;
}

function takeValue(person: ToldPerson, field: ContactField | undefined, cell: string): string | null {
  if (field === undefined) return "unknown_field"; // it was archived meanwhile
  const read = readWritten(field, cell);
  if ("problem" in read) return read.problem;
  person.values.push({ field, value: read.value });
  return null;
}

function take(person: ToldPerson, target: string, cell: string, country: string): string | null {
  switch (target) {
    case "external_id":
      return takeKey(person, "external_id", cell.length <= 200 ? cell : null);
    case "phone":
      return takeKey(person, "phone", canonicalPhone(withHomeCode(cell, country)));
    case "email":
      return takeKey(person, "email", canonicalAddress(cell));
    case "name":
      if (cell.length > LONGEST_NAME) return "too_long";
      person.name = cell;
      return null;
    case "persona":
      if (cell.length > LONGEST_PERSONA) return "too_long";
      person.persona = cell;
      return null;
    case "company":
      if (cell.length > LONGEST_COMPANY) return "too_long";
      person.company = cell;
      return null;
    default: {
      const lifecycle = LIFECYCLES.find((one) => one === cell.toLowerCase());
      if (lifecycle === undefined) return "not_choice";
      person.lifecycle = lifecycle;
      return null;
    }
  }
}

function takeKey(person: ToldPerson, kind: string, value: string | null): string | null {
  if (value === null) return `not_${kind}`;
  person.keys.push({ kind, value, address: kind === "phone" ? value.slice(1) : value } as IdentityKey); // of the kinds above
  return null;
}
