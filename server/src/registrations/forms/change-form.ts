import { readContactFields } from "../../inbox/index.ts";
import { type Ctx, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { changedMeanwhile, fieldKeyTwice, formKeyTaken, unknownTarget } from "../errors.ts";
import type { FormField } from "../fields/form-field.ts";
import { type Form, lockForm, readForm } from "./form.ts";

export type FormInput = Omit<Form, "id" | "version" | "isArchived">;
export type FormChange = { [Key in keyof Omit<FormInput, "key">]?: FormInput[Key] | undefined } & { version?: number | undefined };

/** @throws {AppError} registrations.form_key_taken, registrations.field_key_twice, registrations.unknown_target, platform.not_found */
export function createForm(ctx: Ctx, input: FormInput): Promise<Form> {
  return ctx.transaction(async (tx) => {
    const { key, name, fields, queueId, promiseHours, persona, messages, templates } = input;
    await ensureWhole(tx, input);
    await holdNames(tx, ctx.workspaceId, "registration_forms");
    if ((await tx.maybeOne(sql`select 1 from registration_forms where key = ${key} and archived_at is null`)) !== null)
      throw formKeyTaken({ key });
    const id = newId();
    await tx.run(sql`
      insert into registration_forms (workspace_id, id, key, name, fields, queue_id, promise_hours, persona, messages, templates, created_at, changed_at)
      values (${ctx.workspaceId}, ${id}, ${key}, ${name}, ${JSON.stringify(fields)}, ${queueId}, ${promiseHours}, ${persona},
        ${JSON.stringify(messages)}, ${JSON.stringify(templates)}, ${ctx.now()}, ${ctx.now()})`);
    await recordAudit(tx, ctx, {
      action: "registration_form.created",
      subjectKind: "registration_form",
      subjectId: id,
      detail: { key, name },
    });
    return readForm(tx, id);
  });
}

/**
 * What was handed in before stays as it is; what waits for a decision goes to the queue that decides now.
 * @throws {AppError} as making one; registrations.changed_meanwhile where `version` is not the present one
 */
export function changeForm(ctx: Ctx, id: string, { version, ...change }: FormChange): Promise<Form> {
  return ctx.transaction(async (tx) => {
    const before = await lockForm(tx, id);
    if (before.isArchived) throw notFound({ what: "registration form" });
    if (version !== undefined && version !== before.version) throw changedMeanwhile({ version: before.version });
    const after = { ...before, ...given(change) };
    await ensureWhole(tx, after);
    await tx.run(sql`
      update registration_forms set name = ${after.name}, fields = ${JSON.stringify(after.fields)}, queue_id = ${after.queueId}, promise_hours = ${after.promiseHours},
        persona = ${after.persona}, messages = ${JSON.stringify(after.messages)}, templates = ${JSON.stringify(after.templates)},
        version = version + 1, changed_at = ${ctx.now()}
      where id = ${id}`);
    if (after.queueId !== before.queueId)
      await tx.run(sql`update registrations set queue_id = ${after.queueId} where form_id = ${id} and decided_at is null`);
    const detail = { changed: Object.keys(given(change)) };
    await recordAudit(tx, ctx, { action: "registration_form.changed", subjectKind: "registration_form", subjectId: id, detail });
    return readForm(tx, id);
  });
}

/** It is offered no longer; its registrations stay and are decided. */
export function archiveForm(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { isArchived, name } = await lockForm(tx, id);
    if (isArchived) throw notFound({ what: "registration form" });
    await tx.run(sql`update registration_forms set archived_at = ${ctx.now()} where id = ${id}`);
    await recordAudit(tx, ctx, { action: "registration_form.archived", subjectKind: "registration_form", subjectId: id, detail: { name } });
  });
}

const given = <Change extends object>(change: Change) =>
  // What is undefined was not named.
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]: Exclude<Change[Key], undefined>;
  };

async function ensureWhole(tx: Tx, { fields, queueId }: Pick<FormInput, "fields" | "queueId">): Promise<void> {
  const twice = fields.find(({ key }, at) => fields.findIndex((one) => one.key === key) !== at);
  if (twice !== undefined) throw fieldKeyTwice({ key: twice.key });
  if (queueId !== null && (await tx.maybeOne(sql`select 1 from queues where id = ${queueId}`)) === null) throw notFound({ what: "queue" });
  await ensureTargets(tx, fields);
}

/** What can be written of a contact without a field of its own. */
const OWN_TARGETS = ["name", "phone", "email"];

async function ensureTargets(tx: Tx, fields: readonly FormField[]): Promise<void> {
  const wanted = fields.flatMap(({ key, writesTo }) => (writesTo === null || OWN_TARGETS.includes(writesTo) ? [] : [{ key, writesTo }]));
  if (wanted.length === 0) return;
  const known = new Set((await readContactFields(tx)).map(({ key }) => `field:${key}`));
  for (const { key, writesTo } of wanted) if (!known.has(writesTo)) throw unknownTarget({ field: key, target: writesTo });
}
