import { ConditionError, readCondition } from "../../../../rules/validate.ts";
import { type Ctx, defineError, holdNames, invalidRequest, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { contactFieldsOf } from "../fields/contact-fields.ts";
import type { Segment } from "./segment.ts";

export type WrittenSegment = { name: string; condition: unknown };

/** More make no list. */
const MOST = 100;

const nameTaken = defineError<{ name: string }>(
  "inbox.segment_name_taken",
  409,
  ({ name }) => `There is a segment "${name}" already. Change that one, or choose another name.`,
);
const tooMany = defineError<{ most: number }>(
  "inbox.too_many_segments",
  409,
  ({ most }) => `There are ${most} segments already. Remove one that nobody uses.`,
);

/** @throws {AppError} platform.invalid_request with every bad node, inbox.segment_name_taken, inbox.too_many_segments */
export function createSegment(ctx: Ctx, written: WrittenSegment): Promise<Segment> {
  return ctx.transaction(async (tx) => {
    const segment = { id: newId(), ...(await readWritten(tx, written)) };
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from contact_segments`);
    if (count >= MOST) throw tooMany({ most: MOST });
    const made = await tx.run(sql`
      insert into contact_segments (workspace_id, id, name, condition, created_at, changed_at)
      values (${ctx.workspaceId}, ${segment.id}, ${segment.name}, ${JSON.stringify(segment.condition)}::jsonb, ${ctx.now()}, ${ctx.now()}) on conflict do nothing`);
    if (made === 0) throw nameTaken({ name: segment.name });
    await record(tx, ctx, "segment.created", segment);
    return segment;
  });
}

/** Whatever names it asks the new condition from now on. @throws {AppError} as {@link createSegment}; platform.not_found */
export function changeSegment(ctx: Ctx, id: string, written: WrittenSegment): Promise<Segment> {
  return ctx.transaction(async (tx) => {
    const segment = { id, ...(await readWritten(tx, written)) };
    await lockSegment(tx, id);
    await holdNames(tx, ctx.workspaceId, "segments");
    if (
      (await tx.maybeOne(sql`select 1 from contact_segments where prosa_fold(name) = prosa_fold(${segment.name}) and id <> ${id}`)) !== null
    )
      throw nameTaken({ name: segment.name });
    await tx.run(sql`
      update contact_segments set name = ${segment.name}, condition = ${JSON.stringify(segment.condition)}::jsonb, changed_at = ${ctx.now()} where id = ${id}`);
    await record(tx, ctx, "segment.changed", segment);
    return segment;
  });
}

/** Conditions that name it can no longer be asked, and say so. @throws {AppError} platform.not_found */
export function removeSegment(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const segment = await lockSegment(tx, id);
    await tx.run(sql`delete from contact_segments where id = ${id}`);
    await record(tx, ctx, "segment.removed", segment);
  });
}

async function readWritten(tx: Tx, { name, condition }: WrittenSegment): Promise<Omit<Segment, "id">> {
  try {
    return { name: name.trim(), condition: readCondition(condition, (await contactFieldsOf.withoutSegments(tx)).askable) };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const problems = error.problems.map(({ path, problem }) => ({ path: path === "" ? "condition" : `condition.${path}`, problem }));
    throw invalidRequest({ problems });
  }
}

async function lockSegment(tx: Tx, id: string): Promise<Segment> {
  const row = await tx.maybeOne(sql<Segment>`select id, name, condition from contact_segments where id = ${id} for update`);
  if (row === null) throw notFound({ what: "segment" });
  return row;
}

const record = (tx: Tx, ctx: Ctx, action: string, { id, name, condition }: Segment) =>
  recordAudit(tx, ctx, { action, subjectKind: "segment", subjectId: id, detail: { name, condition } });
