import { addJobs, type Ctx, defineError, newId, notFound, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { readContactFields } from "../contact-fields/contact-field.ts";
import { importContactsJob } from "../job-kinds.ts";
import { type ContactImport, importColumns, lockImport } from "./import.ts";
import { checkMapping, guessMapping, type Mapping } from "./mapping.ts";
import type { LineProblem } from "./read-line.ts";
import { readSheet, type SheetLine } from "./read-sheet.ts";

/** Lines that are taken in one transaction: well under a second. */
const PIECE = 1_000;

const needsAll = defineError(
  "inbox.import_needs_all",
  403,
  "An import may change any contact, so it is for those who see all conversations.",
);
const notNow = defineError<{ state: string }>("inbox.import_not_now", 409, ({ state }) => `This import is ${state}. Look at it again.`);

/** Takes a file in. Nothing of it is a contact yet. @throws {AppError} inbox.unreadable_sheet, inbox.import_needs_all */
export async function createImport(ctx: Ctx, fileName: string, bytes: Uint8Array): Promise<ContactImport> {
  ensureSeesAll(ctx);
  const { headings, lines } = await readSheet(bytes);
  const id = newId();
  return ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into contact_imports (workspace_id, id, file_name, headings, row_count, created_by, created_at)
      values (${ctx.workspaceId}, ${id}, ${fileName}, ${JSON.stringify(headings)}::jsonb, ${lines.length}, ${ctx.actor.id}, ${ctx.now()})`);
    for (let from = 0; from < lines.length; from += PIECE)
      await tx.run(sql`
        insert into contact_import_pieces (workspace_id, import_id, piece, lines)
        values (${ctx.workspaceId}, ${id}, ${from / PIECE}, ${JSON.stringify(lines.slice(from, from + PIECE))}::jsonb)`);
    return lockImport(tx, id);
  });
}

/** The newest first. */
export const listImports = (ctx: Ctx): Promise<ContactImport[]> =>
  ctx.transaction((tx) =>
    tx.many(
      sql<ContactImport>`select ${importColumns} from contact_imports where workspace_id = ${ctx.workspaceId} order by created_at desc, id desc limit 50`,
    ),
  );

export interface SeenImport extends ContactImport {
  /** What the columns seem to be. */
  guess: Mapping;
  /** The first lines, for a preview. */
  firstLines: SheetLine[];
  /** The first lines that cannot be taken. */
  firstProblems: { number: number; problems: LineProblem[] }[];
}

/** @throws {AppError} platform.not_found */
export function findImport(ctx: Ctx, id: string): Promise<SeenImport> {
  return ctx.transaction(async (tx) => {
    const found = await tx.maybeOne(sql<ContactImport>`select ${importColumns} from contact_imports where id = ${id}`);
    if (found === null) throw notFound({ what: "import" });
    const piece = await tx.maybeOne(
      sql<{ lines: SheetLine[] }>`select lines from contact_import_pieces where import_id = ${id} and piece = 0`,
    );
    const firstProblems = await tx.many(sql<{ number: number; problems: LineProblem[] }>`
      select number, problems from contact_import_rows where workspace_id = ${ctx.workspaceId} and import_id = ${id} and outcome = 'failed' order by number limit 50`);
    return {
      ...found,
      guess: guessMapping(found.headings, await readContactFields(tx)),
      firstLines: (piece?.lines ?? []).slice(0, 5),
      firstProblems,
    };
  });
}

export interface StartedImport {
  mapping: Mapping;
  onKnown: "update" | "skip";
  /** Nothing is written: only what would become of each line. */
  isCheck: boolean;
}

/** Begins in the background. @throws {AppError} inbox.invalid_mapping, inbox.import_not_now, platform.not_found */
export function startImport(ctx: Ctx, id: string, { mapping, onKnown, isCheck }: StartedImport): Promise<void> {
  ensureSeesAll(ctx);
  return ctx.transaction(async (tx) => {
    const { state, headings, fileName, rowCount } = await lockImport(tx, id);
    if (state !== "draft" && state !== "checked") throw notNow({ state });
    checkMapping(mapping, headings, await readContactFields(tx));
    await tx.run(sql`delete from contact_import_rows where import_id = ${id}`);
    await tx.run(sql`
      update contact_imports set state = ${isCheck ? "checking" : "running"}, mapping = ${JSON.stringify(mapping)}::jsonb, on_known = ${onKnown}, next_piece = 0,
        made = 0, changed = 0, skipped = 0, failed = 0, created_by = ${ctx.actor.id} where id = ${id}`);
    addJobs(tx, [importContactsJob({ workspaceId: ctx.workspaceId, key: id, payload: { importId: id } })], ctx.now());
    if (isCheck) return;
    await recordAudit(tx, ctx, {
      action: "contacts.import_started",
      subjectKind: "import",
      subjectId: id,
      detail: { fileName, rowCount, mapping, onKnown },
    });
  });
}

/** Takes back what nobody had to do with since, in the background. @throws {AppError} inbox.import_not_now, platform.not_found */
export function undoImport(ctx: Ctx, id: string): Promise<void> {
  ensureSeesAll(ctx);
  return ctx.transaction(async (tx) => {
    const { state, fileName } = await lockImport(tx, id);
    if (state !== "done") throw notNow({ state });
    await tx.run(sql`update contact_imports set state = 'undoing', kept = 0 where id = ${id}`);
    addJobs(tx, [importContactsJob({ workspaceId: ctx.workspaceId, key: id, payload: { importId: id } })], ctx.now());
    await recordAudit(tx, ctx, { action: "contacts.import_undone", subjectKind: "import", subjectId: id, detail: { fileName } });
  });
}

function ensureSeesAll({ actor }: Ctx): void {
  if (actor.sight.kind !== "all") throw needsAll();
}
