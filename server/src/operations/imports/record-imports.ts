import { readSheet } from "../../inbox/index.ts";
import { addJobs, type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit, requireRight } from "../../team/index.ts";
import { importNotNow, importTooLong } from "../errors.ts";
import { importRecordsJob } from "../job-kinds.ts";
import { operationsWrite } from "../rights.ts";
import { stockManage } from "../stock/rights.ts";
import { type LineProblem, readRecordLine } from "./read-record.ts";
import { importColumns, lockImport, type RecordImport, readImport } from "./record-import.ts";
import { checkMapping, guessMapping, type ImportKind, type Mapping } from "./targets.ts";

const MOST_LINES = 5_000;
const SHOWN_PROBLEMS = 50;

/** Takes a file in. Nothing of it is a record yet. @throws {AppError} inbox.unreadable_sheet, operations.import_too_long, team.not_allowed */
export async function createImport(ctx: Ctx, kind: ImportKind, fileName: string, bytes: Uint8Array): Promise<SeenImport> {
  requireRight(ctx.actor, rightFor(kind));
  const { headings, lines } = await readSheet(bytes);
  if (lines.length > MOST_LINES) throw importTooLong({ most: MOST_LINES });
  const id = newId();
  return ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into record_imports (workspace_id, id, kind, file_name, headings, lines, row_count, created_by, created_at)
      values (${ctx.workspaceId}, ${id}, ${kind}, ${fileName}, ${JSON.stringify(headings)}::jsonb, ${JSON.stringify(lines)}::jsonb, ${lines.length}, ${ctx.actor.id}, ${ctx.now()})`);
    return see(tx, await readImport(tx, id), null);
  });
}

const rightFor = (kind: ImportKind) => (kind === "part" ? stockManage : operationsWrite);

/** The newest first. */
export const listImports = (ctx: Ctx): Promise<RecordImport[]> =>
  ctx.transaction((tx) =>
    tx.many(
      sql<RecordImport>`select ${importColumns} from record_imports where workspace_id = ${ctx.workspaceId} order by created_at desc, id desc limit 50`,
    ),
  );

export interface SeenImport extends RecordImport {
  /** What the columns seem to be. */
  guess: Mapping;
  /** The first lines that cannot be taken: of a draft as it would be read now, else as it was. */
  firstProblems: { number: number; problems: LineProblem[] }[];
  /** Of a draft: how many lines can be read so. */
  readable: number;
}

/** @param mapping to look at a draft by; null: as it seems to be. @throws {AppError} platform.not_found, operations.invalid_mapping */
export const findImport = (ctx: Ctx, id: string, mapping: Mapping | null = null): Promise<SeenImport> =>
  ctx.transaction(async (tx) => see(tx, await readImport(tx, id), mapping));

async function see(tx: Tx, one: RecordImport, asked: Mapping | null): Promise<SeenImport> {
  const guess = guessMapping(one.kind, one.headings);
  if (one.state !== "draft") {
    const firstProblems = await tx.many(sql<{ number: number; problems: LineProblem[] }>`
      select number, problems from record_import_rows where workspace_id = current_workspace() and import_id = ${one.id} and outcome = 'failed' order by number limit ${SHOWN_PROBLEMS}`);
    return { ...one, guess, firstProblems, readable: 0 };
  }
  if (asked !== null) checkMapping(one.kind, asked, one.headings);
  const read = one.lines.map((line) => ({ number: line.number, told: readRecordLine(one.kind, line, asked ?? guess) }));
  const wrong = read.flatMap(({ number, told }) => (Array.isArray(told) ? [{ number, problems: told }] : []));
  return { ...one, guess, firstProblems: wrong.slice(0, SHOWN_PROBLEMS), readable: read.length - wrong.length };
}

/** Begins in the background. @throws {AppError} operations.invalid_mapping, operations.import_not_now, platform.not_found, team.not_allowed */
export const startImport = (ctx: Ctx, id: string, mapping: Mapping): Promise<SeenImport> =>
  ctx.transaction(async (tx) => {
    const { kind, state, headings, fileName, rowCount } = await lockImport(tx, id);
    requireRight(ctx.actor, rightFor(kind));
    if (state !== "draft") throw importNotNow({ state });
    checkMapping(kind, mapping, headings);
    await tx.run(sql`
      update record_imports set state = 'running', mapping = ${JSON.stringify(mapping)}::jsonb, created_by = ${ctx.actor.id} where id = ${id}`);
    goOn(tx, ctx, id);
    const detail = { kind, fileName, rowCount, mapping };
    await recordAudit(tx, ctx, { action: "records.import_started", subjectKind: "import", subjectId: id, detail });
    return see(tx, await readImport(tx, id), null);
  });

/** What was made goes into the archive, what was changed is as it was; not what somebody had to do with since. @throws {AppError} as {@link startImport} */
export const undoImport = (ctx: Ctx, id: string): Promise<SeenImport> =>
  ctx.transaction(async (tx) => {
    const { kind, state, fileName } = await lockImport(tx, id);
    requireRight(ctx.actor, rightFor(kind));
    if (state !== "done") throw importNotNow({ state });
    await tx.run(sql`update record_imports set state = 'undoing', kept = 0, created_by = ${ctx.actor.id} where id = ${id}`);
    goOn(tx, ctx, id);
    await recordAudit(tx, ctx, { action: "records.import_undone", subjectKind: "import", subjectId: id, detail: { kind, fileName } });
    return see(tx, await readImport(tx, id), null);
  });

/** The job of the next piece. */
export const goOn = (tx: Tx, { workspaceId, now }: Pick<Ctx, "workspaceId" | "now">, importId: string): void =>
  void addJobs(tx, [importRecordsJob({ workspaceId, key: importId, payload: { importId } })], now());
