import type { SheetLine } from "../../inbox/index.ts";
import type { WrittenAsset } from "../records/assets.ts";
import type { WrittenSite } from "../records/sites.ts";
import type { WrittenPart } from "../stock/parts.ts";
import { readAmount, readDay } from "./cells.ts";
import type { ImportKind, Mapping } from "./targets.ts";

/** What is wrong with a line: the number of the column, from 0, and a code; null where it is about the line as a whole. */
export interface LineProblem {
  column: number | null;
  problem: string;
}

/** A record as a line tells of it; what is empty there is not said. Its site is named, and looked for by whoever writes it. */
export interface ToldRecord {
  number: number;
  written: Partial<WrittenAsset> & Partial<Omit<WrittenSite, "code">> & Partial<WrittenPart> & { name: string };
  siteName: string | null;
}

const LONGEST: Readonly<Record<string, number>> = {
  code: 40,
  name: 120,
  kind: 80,
  manufacturer: 80,
  model: 80,
  serial: 80,
  address: 500,
  unit: 12,
};
const MOST_COST = 10_000_000_000;
const MOST_SYNONYMS = 20;

/** Reads a line as the mapping says; everything that is wrong with it, or the record. Pure. */
export function readRecordLine(kind: ImportKind, { number, cells }: SheetLine, mapping: Mapping): ToldRecord | LineProblem[] {
  const problems: LineProblem[] = [];
  const told: Record<string, unknown> = {};
  for (const [column, target] of mapping.entries()) {
    const cell = (cells[column] ?? "").trim();
    if (target === null || cell === "") continue;
    const read = readCell(target, cell);
    if (read === null) problems.push({ column, problem: problemOf(target) });
    else told[target] = read;
  }
  for (const needed of kind === "site" ? ["name"] : ["name", "code"])
    if (told[needed] === undefined && !problems.some(({ column }) => column !== null && mapping[column] === needed))
      problems.push({ column: null, problem: `no_${needed}` });
  if ((told["latitude"] === undefined) !== (told["longitude"] === undefined)) problems.push({ column: null, problem: "half_a_place" });
  return problems.length > 0 ? problems : recordOf(kind, number, told);
}

/** Null: it cannot be that. */
function readCell(target: string, cell: string): unknown {
  switch (target) {
    case "purchased_on":
    case "warranty_until":
      return readDay(cell);
    case "cost":
      return within(readAmount(cell), 0, MOST_COST);
    case "latitude":
      return within(readAmount(cell), -90, 90);
    case "longitude":
      return within(readAmount(cell), -180, 180);
    case "synonyms": {
      const words = cell.split(/[,;|]/).map((word) => word.trim());
      const said = words.filter((word) => word !== "");
      return said.length > MOST_SYNONYMS || said.some((word) => word.length > 80) ? null : said;
    }
    case "site":
      return cell.slice(0, 200);
    default:
      return cell.length <= (LONGEST[target] ?? 0) ? cell : null;
  }
}

const within = (value: number | null, least: number, most: number): number | null =>
  value === null || value < least || value > most ? null : value;

function problemOf(target: string): string {
  if (target === "purchased_on" || target === "warranty_until") return "not_date";
  if (target === "cost" || target === "latitude" || target === "longitude") return "not_number";
  return "too_long";
}

function recordOf(kind: ImportKind, number: number, told: Record<string, unknown>): ToldRecord {
  const { site, cost, latitude, longitude, purchased_on, warranty_until, ...same } = told;
  const written = {
    ...same,
    ...(cost === undefined ? {} : { costCents: Math.round(Number(cost) * 100) }),
    ...(purchased_on === undefined ? {} : { purchasedOn: String(purchased_on) }),
    ...(warranty_until === undefined ? {} : { warrantyUntil: String(warranty_until) }),
    ...(latitude === undefined ? {} : { place: { latitude: Number(latitude), longitude: Number(longitude) } }),
    ...(kind === "part" && same["unit"] === undefined ? { unit: "un" } : {}),
  };
  return { number, written: written as ToldRecord["written"], siteName: site === undefined ? null : String(site) }; // by the targets of its kind
}
