import type { Calendar } from "../../../hours/calendar.ts";
import { problemsOfCalendar } from "../../../hours/check-calendar.ts";
import { type Ctx, defineError, emit, holdNames, invalidRequest, newId, notFound, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { calendarChanged } from "./events.ts";

const nameTaken = defineError<{ name: string }>(
  "team.calendar_name_taken",
  409,
  ({ name }) => `There is a calendar named "${name}" already. Choose another name, or change that one.`,
);
const tooMany = defineError("team.too_many_calendars", 409, "A workspace has at most 200 calendars. Archive one first.");
const MAX_CALENDARS = 200;

/** Business hours with a name, as queues, members and campaigns choose them. */
export interface NamedCalendar {
  id: string;
  name: string;
  document: Calendar;
  createdAt: Date;
  changedAt: Date;
  /** Offered no longer; what names it keeps it. */
  archivedAt: Date | null;
}

export interface CalendarInput {
  name: string;
  document: Calendar;
}

const columns = sql`id, name, document, created_at as "createdAt", changed_at as "changedAt", archived_at as "archivedAt"`;

/** Those that can be chosen, by name. */
export function listCalendars(ctx: Ctx): Promise<NamedCalendar[]> {
  return ctx.transaction((tx) =>
    tx.many(
      sql<NamedCalendar>`select ${columns} from calendars where archived_at is null order by prosa_fold(name), id limit ${MAX_CALENDARS}`,
    ),
  );
}

/** An archived one too, for what still names it. @throws {AppError} platform.not_found */
export function getCalendar(ctx: Ctx, calendarId: string): Promise<NamedCalendar> {
  return ctx.transaction(async (tx) => {
    const calendar = await tx.maybeOne(sql<NamedCalendar>`select ${columns} from calendars where id = ${calendarId}`);
    if (calendar === null) throw notFound({ what: "calendar" });
    return calendar;
  });
}

/** @throws {AppError} platform.invalid_request, team.calendar_name_taken, team.too_many_calendars */
export function createCalendar(ctx: Ctx, { name, document }: CalendarInput): Promise<NamedCalendar> {
  ensureCalendar(document);
  return ctx.transaction(async (tx) => {
    await ensureNameFree(tx, ctx, name);
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from calendars where archived_at is null`);
    if (count >= MAX_CALENDARS) throw tooMany();
    const made = await tx.one(sql<NamedCalendar>`
      insert into calendars (workspace_id, id, name, document, created_at, changed_at)
      values (${ctx.workspaceId}, ${newId()}, ${name}, ${JSON.stringify(document)}, ${ctx.now()}, ${ctx.now()}) returning ${columns}`);
    await recordAudit(tx, ctx, { action: "calendar.created", subjectKind: "calendar", subjectId: made.id, detail: { name } });
    return made;
  });
}

/** Changes name or hours; all that name the calendar follow at once. An archived one stays as it is. */
export function changeCalendar(ctx: Ctx, calendarId: string, { name, document }: Partial<CalendarInput>): Promise<NamedCalendar> {
  if (document !== undefined) ensureCalendar(document);
  return ctx.transaction(async (tx) => {
    const before = await lockCalendar(tx, calendarId);
    if (name !== undefined) await ensureNameFree(tx, ctx, name, calendarId);
    const after = { name: name ?? before.name, document: document ?? before.document };
    const changed = await tx.one(sql<NamedCalendar>`
      update calendars set name = ${after.name}, document = ${JSON.stringify(after.document)}, changed_at = ${ctx.now()}
      where id = ${calendarId} returning ${columns}`);
    const detail = { name: after.name, ...(document === undefined ? {} : { from: before.document, to: document }) };
    await recordAudit(tx, ctx, { action: "calendar.changed", subjectKind: "calendar", subjectId: calendarId, detail });
    if (document !== undefined) emit(tx, [calendarChanged({ workspaceId: ctx.workspaceId, subjectId: calendarId })], ctx.now());
    return changed;
  });
}

/** It is offered no longer; what names it keeps it, so no queue loses its hours by this. */
export function archiveCalendar(ctx: Ctx, calendarId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { name } = await lockCalendar(tx, calendarId);
    await tx.run(sql`update calendars set archived_at = ${ctx.now()} where id = ${calendarId}`);
    await recordAudit(tx, ctx, { action: "calendar.archived", subjectKind: "calendar", subjectId: calendarId, detail: { name } });
  });
}

/** @throws {AppError} platform.invalid_request, with the path of each mistake. */
export function ensureCalendar(document: Calendar): void {
  const problems = problemsOfCalendar(document).map(({ path, problem }) => ({ path: `body.document.${path}`, problem }));
  if (problems.length > 0) throw invalidRequest({ problems });
}

async function lockCalendar(tx: Tx, calendarId: string): Promise<NamedCalendar> {
  const calendar = await tx.maybeOne(
    sql<NamedCalendar>`select ${columns} from calendars where id = ${calendarId} and archived_at is null for update`,
  );
  if (calendar === null) throw notFound({ what: "calendar" });
  return calendar;
}

async function ensureNameFree(tx: Tx, ctx: Ctx, name: string, ownId: string | null = null): Promise<void> {
  await holdNames(tx, ctx.workspaceId, "calendars");
  const taken = await tx.maybeOne(
    sql`select 1 from calendars where prosa_fold(name) = prosa_fold(${name}) and archived_at is null and id is distinct from ${ownId}::uuid`,
  );
  if (taken !== null) throw nameTaken({ name });
}
