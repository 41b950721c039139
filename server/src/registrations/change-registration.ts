import { type Ctx, emit, invalidRequest, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { todayOf } from "./checks.ts";
import { completeRegistration } from "./complete-registration.ts";
import { accessOpen } from "./decide.ts";
import { invalidValues, noProofAsked, proofTooOld } from "./errors.ts";
import { registrationChanged } from "./events.ts";
import { isTooOld, proofField } from "./fields/proof.ts";
import { taxIdOf } from "./fields/read-field.ts";
import { addFiles, type NewFile } from "./files/registration-file.ts";
import { type Form, readForm } from "./forms/form.ts";
import { recordHistory } from "./history.ts";
import { personOf, readValues } from "./read-values.ts";
import { type Registration, registrationColumns } from "./registration.ts";
import { ensureTaxIdFree } from "./tax-id-free.ts";

const OPEN = ["pending", "needs_correction"] as const;

/**
 * A reviewer writes what the person meant, or puts a file to it. What was written before stands in the history.
 * @throws {AppError} platform.not_found, registrations.not_open, registrations.invalid_values, registrations.already_registered
 */
export function changeRegistration(
  ctx: Ctx,
  id: string,
  { version, values, files }: { version?: number | undefined; values: Record<string, string>; files: readonly NewFile[] },
): Promise<Registration> {
  return ctx.transaction(async (tx) => {
    const before = await accessOpen(tx, ctx, id, version, OPEN);
    const form = await readForm(tx, before.formId);
    const read = readValues(form, values);
    if (read.wrong.length > 0) throw invalidValues({ problems: read.wrong });
    if (read.unknown.length > 0)
      throw invalidRequest({
        problems: [{ path: "body.values", problem: `names ${read.unknown.join(", ")}, which the form does not have` }],
      });
    const changed = Object.keys(read.values).filter((key) => read.values[key] !== before.values[key]);
    const detail = {
      fields: changed.map((key) => ({ field: key, from: before.values[key] ?? null, to: read.values[key] })),
      files: files.map(({ field }) => field),
    };
    await recordHistory(tx, ctx, id, files.length > 0 && changed.length === 0 ? "file_added" : "changed", detail);
    await recordAudit(tx, ctx, {
      action: "registration.changed",
      subjectKind: "registration",
      subjectId: id,
      detail: { fields: [...changed, ...detail.files] },
    });
    if (before.status === "needs_correction") return completeRegistration(tx, ctx, form, id, { read, files });
    await addFiles(tx, ctx, id, files);
    const isNewProof = files.some(({ field }) => field === proofField(form.fields)?.key);
    return write(tx, ctx, { ...before, ...(isNewProof ? { proofOn: null } : {}) }, { ...before.values, ...read.values }, form);
  });
}

async function write(tx: Tx, ctx: Ctx, before: Registration, values: Record<string, string>, form: Form): Promise<Registration> {
  const taxId = taxIdOf(form.fields, values);
  await ensureTaxIdFree(tx, before, taxId);
  const registration = await tx.one(sql<Registration>`
    update registrations r set field_values = ${JSON.stringify(values)}, person = ${personOf(form, values)}, tax_id = ${taxId}, proof_on = ${before.proofOn}, version = r.version + 1
    where r.id = ${before.id} returning ${registrationColumns}`);
  tellChanged(tx, ctx, registration);
  return registration;
}

/**
 * The reviewer read the day of the proof in the file.
 * @param on a day, `2026-11-28`
 * @throws {AppError} registrations.proof_too_old, registrations.no_proof_asked, registrations.not_open; platform.invalid_request for a day to come
 */
export function dateProof(ctx: Ctx, id: string, { version, on }: { version?: number | undefined; on: string }): Promise<Registration> {
  return ctx.transaction(async (tx) => {
    const before = await accessOpen(tx, ctx, id, version, OPEN);
    const proof = proofField((await readForm(tx, before.formId)).fields);
    if (proof === null) throw noProofAsked();
    const today = await todayOf(tx, ctx.now());
    if (!isDay(on) || on > today)
      throw invalidRequest({ problems: [{ path: "body.on", problem: "is no day of the calendar up to today" }] });
    if (isTooOld(on, today, proof.maxAgeMonths)) throw proofTooOld({ on, months: proof.maxAgeMonths });
    const registration = await tx.one(sql<Registration>`
      update registrations r set proof_on = ${on}, version = r.version + 1 where r.id = ${id} returning ${registrationColumns}`);
    await recordHistory(tx, ctx, id, "proof_dated", { on, from: before.proofOn });
    await recordAudit(tx, ctx, { action: "registration.proof_dated", subjectKind: "registration", subjectId: id, detail: { on } });
    tellChanged(tx, ctx, registration);
    return registration;
  });
}

/** JavaScript takes the 31st of February for a day in March. */
const isDay = (day: string): boolean => !Number.isNaN(Date.parse(day)) && new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day;

const tellChanged = (tx: Tx, ctx: Ctx, { id, formId }: Registration): void =>
  emit(tx, [registrationChanged({ workspaceId: ctx.workspaceId, subjectId: id, detail: { formId } })], ctx.now());
