import { type Ctx, defineError, emit, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { labelsChanged } from "../events.ts";

export const LABEL_COLORS = ["gray", "teal", "amber", "violet", "pink", "blue", "green", "red"] as const;
export type LabelColor = (typeof LABEL_COLORS)[number];

/** What a conversation is about, in the workspace's words. */
export interface Label {
  id: string;
  name: string;
  color: LabelColor;
}

/** More make no order. */
const MOST = 200;

const nameTaken = defineError<{ name: string }>(
  "inbox.label_name_taken",
  409,
  ({ name }) => `There is a label "${name}" already. Use that one, or choose another name.`,
);
const tooMany = defineError<{ most: number }>(
  "inbox.too_many_labels",
  409,
  ({ most }) => `There are ${most} labels already. Remove one that nobody uses.`,
);

/** With how many conversations have each, by name. */
export const listLabels = (ctx: Ctx): Promise<(Label & { count: number })[]> =>
  ctx.transaction((tx) =>
    tx.many(sql<Label & { count: number }>`
      select id, name, color, (select count(*)::int from conversation_labels u where u.workspace_id = l.workspace_id and u.label_id = l.id) as count
      from labels l order by prosa_fold(name), id`),
  );

/** @throws {AppError} inbox.label_name_taken, inbox.too_many_labels */
export function createLabel(ctx: Ctx, { name, color }: Omit<Label, "id">): Promise<Label> {
  return ctx.transaction(async (tx) => {
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from labels`);
    if (count >= MOST) throw tooMany({ most: MOST });
    const id = newId();
    const made = await tx.run(sql`
      insert into labels (workspace_id, id, name, color, created_at) values (${ctx.workspaceId}, ${id}, ${name}, ${color}, ${ctx.now()})
      on conflict do nothing`);
    if (made === 0) throw nameTaken({ name });
    await written(tx, ctx, "label.created", id, { name, color });
    return { id, name, color };
  });
}

/** Conversations that have it show the new name. @throws {AppError} inbox.label_name_taken, platform.not_found */
export function changeLabel(ctx: Ctx, id: string, { name, color }: Omit<Label, "id">): Promise<Label> {
  return ctx.transaction(async (tx) => {
    const before = await lockLabel(tx, id);
    await holdNames(tx, ctx.workspaceId, "labels");
    if ((await tx.maybeOne(sql`select 1 from labels where prosa_fold(name) = prosa_fold(${name}) and id <> ${id}`)) !== null)
      throw nameTaken({ name });
    await tx.run(sql`update labels set name = ${name}, color = ${color} where id = ${id}`);
    await written(tx, ctx, "label.changed", id, { from: before.name, to: name, color });
    return { id, name, color };
  });
}

/** It goes from every conversation too. @throws {AppError} platform.not_found */
export function removeLabel(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { name } = await lockLabel(tx, id);
    await tx.run(sql`delete from labels where id = ${id}`);
    await written(tx, ctx, "label.removed", id, { name });
  });
}

/** Into the audit log, and to every open page. */
async function written(tx: Tx, ctx: Ctx, action: string, id: string, detail: Record<string, string>): Promise<void> {
  emit(tx, [labelsChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
  await recordAudit(tx, ctx, { action, subjectKind: "label", subjectId: id, detail });
}

async function lockLabel(tx: Tx, id: string): Promise<{ name: string }> {
  const row = await tx.maybeOne(sql<{ name: string }>`select name from labels where id = ${id} for update`);
  if (row === null) throw notFound({ what: "label" });
  return row;
}
