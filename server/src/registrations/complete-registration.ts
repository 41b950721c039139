import { type Ctx, emit, sql, type Tx } from "../platform/index.ts";
import { reckonDeadline } from "./deadline.ts";
import { registrationSubmitted } from "./events.ts";
import { readField, taxIdOf } from "./fields/read-field.ts";
import { addFiles, type NewFile } from "./files/registration-file.ts";
import type { Form } from "./forms/form.ts";
import { recordHistory } from "./history.ts";
import { missingOf, personOf, type ReadValues } from "./read-values.ts";
import { type Registration, registrationColumns } from "./registration.ts";
import { ensureTaxIdFree } from "./tax-id-free.ts";
import { tellReviewers } from "./tell-reviewers.ts";

interface Given {
  read: ReadValues;
  files: readonly NewFile[];
  runId?: string | null;
}

/**
 * What was missing or wrong came. When nothing is left it waits for a decision again, and the promise begins anew. The registration is
 * locked and waits for the person.
 * @throws {AppError} registrations.already_registered where the tax id that came is somebody else's
 */
export async function completeRegistration(
  tx: Tx,
  ctx: Ctx,
  form: Form,
  id: string,
  { read, files, runId = null }: Given,
): Promise<Registration> {
  const before = await tx.one(sql<Registration>`select ${registrationColumns} from registrations r where r.id = ${id} for update of r`);
  const values = { ...before.values, ...read.values };
  const taxId = taxIdOf(form.fields, values);
  await ensureTaxIdFree(tx, before, taxId);
  await addFiles(tx, ctx, id, files);
  const came = new Set([...Object.keys(read.values), ...files.map(({ field }) => field)]);
  const toCorrect = await stillToCorrect(tx, form, before, values, came);
  // The proof that came now has a date of its own.
  const isNewProof = form.fields.some(({ key, maxAgeMonths }) => maxAgeMonths !== null && files.some(({ field }) => field === key));
  const after = { status: toCorrect.length === 0 ? ("pending" as const) : before.status, proofOn: isNewProof ? null : before.proofOn };
  const deadline = after.status === "pending" ? await reckonDeadline(tx, before.queueId, before.promiseHours, ctx.now()) : null;
  const registration = await tx.one(sql<Registration>`
    update registrations r set field_values = ${JSON.stringify(values)}, person = ${personOf(form, values)}, tax_id = ${taxId}, to_correct = ${toCorrect},
      status = ${after.status}, proof_on = ${after.proofOn}, due_at = ${deadline?.dueAt ?? null}, near_at = ${deadline?.nearAt ?? null}, look_at = ${deadline?.nearAt ?? null},
      run_id = coalesce(${runId}, r.run_id), awaited_field = case when ${after.status} = 'pending' then null else r.awaited_field end, version = r.version + 1
    where r.id = ${id} returning ${registrationColumns}`);
  await recordHistory(tx, ctx, id, "completed", { fields: [...came], toCorrect });
  const { formId, source } = registration;
  emit(tx, [registrationSubmitted({ workspaceId: ctx.workspaceId, subjectId: id, detail: { formId, source } })], ctx.now());
  if (registration.status === "pending") await tellReviewers(tx, ctx, registration, "new");
  return registration;
}

/** What was asked for and did not come, what is missing, and what is wrong now. */
async function stillToCorrect(
  tx: Tx,
  form: Form,
  before: Registration,
  values: Record<string, string>,
  came: ReadonlySet<string>,
): Promise<string[]> {
  const rows = await tx.many(sql<{ field: string }>`
    select distinct field from registration_files where registration_id = ${before.id} and replaced_at is null and state <> 'lost'`);
  const missing = missingOf(form, values, new Set(rows.map(({ field }) => field)));
  return form.fields
    .filter(({ key, type }) => {
      if (missing.includes(key) || (before.toCorrect.includes(key) && !came.has(key))) return true;
      const value = values[key];
      return (
        type !== "file" &&
        value !== undefined &&
        "problem" in readField({ type, country: form.fields.find((one) => one.key === key)?.country ?? null }, value)
      );
    })
    .map(({ key }) => key);
}
