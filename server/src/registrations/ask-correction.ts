import { type Ctx, emit, invalidRequest, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { accessOpen } from "./decide.ts";
import { correctionAsked } from "./events.ts";
import { type Form, readForm } from "./forms/form.ts";
import { recordHistory } from "./history.ts";
import { type Registration, registrationColumns } from "./registration.ts";
import type { RegistrationGround } from "./room-ctx.ts";
import { type Telling, tellPerson } from "./tell-person.ts";

export interface Correction {
  version?: number | undefined;
  /** Keys of the form's fields. */
  fields: readonly string[];
  /** What the person reads; may be empty. */
  note: string;
}

/**
 * Asks the person for some fields again: in the run where it was asked first, if an upper room goes on there; else in plain text, and the
 * next answers in the conversation are read, one field after the other. The promise stands still meanwhile.
 * @throws {AppError} platform.not_found, registrations.not_open, platform.invalid_request for a field that the form does not have
 */
export function askCorrection(
  ctx: Ctx,
  ground: RegistrationGround,
  id: string,
  { version, fields, note }: Correction,
): Promise<{ registration: Registration; told: Telling | "flow" }> {
  return ctx.transaction(async (tx) => {
    const before = await accessOpen(tx, ctx, id, version, ["pending", "needs_correction"]);
    const form = await readForm(tx, before.formId);
    const asked = form.fields.filter(({ key }) => fields.includes(key)).map(({ key }) => key);
    if (asked.length !== new Set(fields).size)
      throw invalidRequest({ problems: [{ path: "body.fields", problem: "names a field that the form does not have" }] });
    const waiting = await wait(tx, ctx, form, before, asked, note);
    await recordHistory(tx, ctx, id, "correction_asked", { fields: asked, note });
    await recordAudit(tx, ctx, {
      action: "registration.correction_asked",
      subjectKind: "registration",
      subjectId: id,
      detail: { fields: asked },
    });
    emit(tx, [correctionAsked({ workspaceId: ctx.workspaceId, subjectId: id, detail: { formId: form.id, fields: asked } })], ctx.now());
    if (await goesOnInRun(tx, ctx, ground, waiting, asked, note)) return { registration: waiting, told: "flow" };
    const told = await tellPerson(tx, ctx, ground.parts, {
      form,
      registration: waiting,
      occasion: "correction",
      reason: note,
      fields: labelsOf(form, asked),
    });
    return { registration: await listen(tx, waiting, told === "message" || told === "template" ? (asked[0] ?? null) : null), told };
  });
}

/** As people read it: the labels of fields. */
const labelsOf = ({ fields }: Form, keys: readonly string[]): string =>
  fields
    .filter(({ key }) => keys.includes(key))
    .map(({ label }) => label)
    .join(", ");

const wait = (
  tx: Tx,
  ctx: Ctx,
  form: Form,
  { id, toCorrect }: Registration,
  asked: readonly string[],
  note: string,
): Promise<Registration> => {
  const all = form.fields.map(({ key }) => key).filter((key) => asked.includes(key) || toCorrect.includes(key));
  return tx.one(sql<Registration>`
    update registrations r set status = 'needs_correction', to_correct = ${all}, asked_note = ${note}, asked_at = ${ctx.now()}, awaited_field = null,
      due_at = null, near_at = null, look_at = null, version = r.version + 1
    where r.id = ${id} returning ${registrationColumns}`);
};

async function goesOnInRun(
  tx: Tx,
  ctx: Ctx,
  { askAgain }: RegistrationGround,
  { id, conversationId }: Registration,
  fields: readonly string[],
  note: string,
): Promise<boolean> {
  const { runId } = await tx.one(sql<{ runId: string | null }>`select run_id as "runId" from registrations where id = ${id}`);
  if (runId === null || conversationId === null) return false;
  for (const ask of askAgain()) if (await ask(tx, ctx, { registrationId: id, runId, conversationId, fields, note })) return true;
  return false;
}

/** From now on, what the person writes is read as the answer of this field. */
export const listen = (tx: Tx, { id }: Registration, field: string | null): Promise<Registration> =>
  tx.one(sql<Registration>`update registrations r set awaited_field = ${field} where r.id = ${id} returning ${registrationColumns}`);
