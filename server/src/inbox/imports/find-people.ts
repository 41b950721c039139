import { type Ctx, sql } from "../../platform/index.ts";
import { readContactFields } from "../contact-fields/contact-field.ts";
import { contactVisibleTo } from "../conversations/sight.ts";
import { checkMapping, guessMapping, KEYS } from "./mapping.ts";
import { type LineProblem, readLine } from "./read-line.ts";
import { readSheet } from "./read-sheet.ts";

/** Who the lines of a sheet are. */
export interface SheetPeople {
  /** Each once, however many lines name them. */
  contactIds: string[];
  lines: number;
  /** Lines about nobody who is written down, or whom the asker sees. */
  unknown: number;
  /** The first lines that say no key, or one that is none. */
  problems: { number: number; problems: LineProblem[] }[];
}

const MOST_PROBLEMS = 50;

/**
 * Who a sheet names by phone, mail address or external id. Nothing is written down: whoever is not known is imported first.
 * @throws {AppError} inbox.unreadable_sheet; inbox.invalid_mapping where no column seems to be a key
 */
export async function findPeopleInSheet(ctx: Ctx, bytes: Uint8Array): Promise<SheetPeople> {
  const { headings, lines } = await readSheet(bytes);
  return ctx.transaction(async (tx) => {
    const fields = await readContactFields(tx);
    // Values of fields say nothing of who it is; one that is wrong is no reason to leave somebody out.
    const mapping = guessMapping(headings, fields).map((target) => (target !== null && KEYS.includes(target) ? target : null));
    checkMapping(mapping, headings, fields);
    const { country } = await tx.one(sql<{ country: string }>`select country from workspaces where id = ${ctx.workspaceId}`);
    const read = lines.map((line) => ({ number: line.number, told: readLine(line, { mapping, fields: new Map(), country }) }));
    const keys = read.flatMap(({ number, told }) => (Array.isArray(told) ? [] : told.keys.map((key) => ({ ...key, number }))));
    const found = await tx.many(sql<{ number: number; contactId: string }>`
      select distinct wanted.number, p.id as "contactId"
      from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ value }) => value)}::text[], ${keys.map(({ number }) => number)}::int[]) wanted(kind, value, number)
      join contact_identities i on i.workspace_id = current_workspace() and i.kind = wanted.kind and i.value = wanted.value
      join contacts p on p.workspace_id = i.workspace_id and p.id = i.contact_id
      where ${contactVisibleTo(ctx.actor)}`);
    const problems = read.flatMap(({ number, told }) => (Array.isArray(told) ? [{ number, problems: told }] : []));
    return {
      contactIds: [...new Set(found.map(({ contactId }) => contactId))],
      lines: lines.length,
      unknown: lines.length - problems.length - new Set(found.map(({ number }) => number)).size,
      problems: problems.slice(0, MOST_PROBLEMS),
    };
  });
}
