import { type Ctx, emit, newId, sql, type Tx } from "../platform/index.ts";
import { readWorkspace, recordAudit } from "../team/index.ts";
import { completeRegistration } from "./complete-registration.ts";
import { reckonDeadline } from "./deadline.ts";
import { invalidValues, nothingGiven, requestKeyReused } from "./errors.ts";
import { registrationSubmitted } from "./events.ts";
import { taxIdOf } from "./fields/read-field.ts";
import { addFiles, type NewFile } from "./files/registration-file.ts";
import { type Form, findForm } from "./forms/form.ts";
import { recordHistory } from "./history.ts";
import { makeNumber } from "./number.ts";
import { missingOf, personOf, type ReadValues, readValues } from "./read-values.ts";
import { type Registration, registrationColumns, type SOURCES } from "./registration.ts";
import { tellReviewers } from "./tell-reviewers.ts";

/** What a run of a flow asked and hands in. */
export interface Submission {
  /** The form, by its id or its key. */
  form: string;
  /** By field of the form. */
  values: Readonly<Record<string, unknown>>;
  /** By field: attachments of the inbox, of which the last counts; copied as they were received. */
  files?: Readonly<Record<string, readonly string[]>>;
  /** Business hours that the person was told; the form's own where absent. */
  promiseHours?: number | null;
  contactId: string | null;
  conversationId: string | null;
  runId?: string | null;
  source: (typeof SOURCES)[number];
}

/** What became of it. `duplicate`: somebody is registered with this tax id, and nothing was changed. */
export interface Submitted {
  outcome: "made" | "completed" | "repeated" | "duplicate";
  registration: Registration;
  /** Names that no field of the form has. */
  unknown: string[];
}

export interface HandedIn extends Omit<Submission, "files"> {
  files: readonly NewFile[];
  /** Wrong values are refused; else they are kept, and asked for again. */
  isStrict: boolean;
  /** The same sending with the same key is one. */
  request?: { key: string; hash: string };
}

/**
 * Keeps what a flow asked, in the transaction of its step. What is wrong or missing is kept as *needs correction*; somebody who is registered
 * already gets the registration that there is.
 * @throws {AppError} platform.not_found where the form is gone, registrations.nothing_given
 */
export async function submitRegistration(
  tx: Tx,
  ctx: Ctx,
  { files = {}, ...submission }: Submission,
): Promise<Pick<Registration, "id" | "number" | "status"> & Pick<Submitted, "outcome">> {
  const given = Object.entries(files).flatMap(([field, ids]) => ids.slice(-1).map((attachmentId) => ({ field, attachmentId })));
  const { outcome, registration } = await handIn(tx, ctx, { ...submission, files: given, isStrict: false });
  const { id, number, status } = registration;
  return { id, number, status, outcome };
}

/** @throws {AppError} as above; registrations.invalid_values of a strict one, registrations.idempotency_key_reused */
export async function handIn(tx: Tx, ctx: Ctx, handed: HandedIn): Promise<Submitted> {
  const form = await findForm(tx, handed.form);
  const read = readValues(form, handed.values);
  const files = handed.files.filter(({ field }) => form.fields.some(({ key, type }) => key === field && type === "file"));
  if (handed.isStrict && read.wrong.length > 0) throw invalidValues({ problems: read.wrong });
  if (Object.keys(read.values).length === 0 && files.length === 0) throw nothingGiven();
  const taxId = taxIdOf(form.fields, read.values);
  const known = await findKnown(tx, form, handed, taxId);
  const made = known ?? (await insert(tx, ctx, form, { ...handed, files, read, taxId }));
  if (made !== null && made !== known) return { outcome: "made", registration: made, unknown: read.unknown };
  // Of two at once, the second waited for the first and finds it now.
  const there = known ?? (await findKnown(tx, form, handed, taxId));
  if (there === null) throw new Error("a registration was neither made nor found");
  return { ...(await meet(tx, ctx, form, there, { ...handed, files }, read)), unknown: read.unknown };
}

/** The same sending, the same person again, or what was still missing. */
async function meet(
  tx: Tx,
  ctx: Ctx,
  form: Form,
  there: Registration & { requestKey: string | null; requestHash: string | null },
  handed: HandedIn,
  read: ReadValues,
): Promise<Pick<Submitted, "outcome" | "registration">> {
  const { request, contactId } = handed;
  if (request !== undefined && there.requestKey === request.key) {
    if (there.requestHash !== request.hash) throw requestKeyReused();
    return { outcome: "repeated", registration: there };
  }
  // Whoever knows somebody's tax id cannot write into their registration from another conversation.
  const isTheirs = contactId === null || there.contactId === null || contactId === there.contactId;
  if (there.status === "needs_correction" && isTheirs)
    return {
      outcome: "completed",
      registration: await completeRegistration(tx, ctx, form, there.id, { read, files: handed.files, runId: handed.runId ?? null }),
    };
  await recordHistory(tx, ctx, there.id, "submitted_again", { source: handed.source, contactId, conversationId: handed.conversationId });
  return { outcome: "duplicate", registration: there };
}

/** Locked: what is decided about it now has been decided when we read it. */
async function findKnown(tx: Tx, form: Form, { request }: HandedIn, taxId: string | null) {
  return tx.maybeOne(sql<Registration & { requestKey: string | null; requestHash: string | null }>`
    select ${registrationColumns}, r.request_key as "requestKey", r.request_hash as "requestHash" from registrations r
    where r.form_id = ${form.id} and r.status <> 'rejected' and (r.request_key = ${request?.key ?? null} or r.tax_id = ${taxId})
    order by (r.request_key = ${request?.key ?? null}) desc nulls last limit 1 for update of r`);
}

interface New extends HandedIn {
  read: ReadValues;
  taxId: string | null;
}

const TRIES = 8;

/** Null where another one with this tax id or this key came first. */
async function insert(tx: Tx, ctx: Ctx, form: Form, handed: New): Promise<Registration | null> {
  const { read, files, taxId, request } = handed;
  const missing = missingOf(form, read.values, new Set(files.map(({ field }) => field)));
  const toCorrect = form.fields
    .map(({ key }) => key)
    .filter((key) => missing.includes(key) || read.wrong.some(({ field }) => field === key));
  const hours = handed.promiseHours ?? form.promiseHours;
  const isPending = toCorrect.length === 0;
  const deadline = isPending ? await reckonDeadline(tx, form.queueId, hours, ctx.now()) : null;
  const { timeZone } = await readWorkspace(tx);
  const id = newId();
  for (let tries = 0; tries < TRIES; tries += 1) {
    const made = await tx.run(sql`
      insert into registrations (workspace_id, id, form_id, number, status, person, field_values, tax_id, to_correct, queue_id, contact_id, conversation_id, source, run_id,
        request_key, request_hash, promise_hours, due_at, near_at, look_at, submitted_at)
      values (${ctx.workspaceId}, ${id}, ${form.id}, ${makeNumber(ctx.now(), timeZone)}, ${isPending ? "pending" : "needs_correction"}, ${personOf(form, read.values)},
        ${JSON.stringify(read.values)}, ${taxId}, ${toCorrect}, ${form.queueId}, ${handed.contactId}, ${handed.conversationId}, ${handed.source}, ${handed.runId ?? null},
        ${request?.key ?? null}, ${request?.hash ?? null}, ${hours}, ${deadline?.dueAt ?? null}, ${deadline?.nearAt ?? null}, ${deadline?.nearAt ?? null}, ${ctx.now()})
      on conflict do nothing`);
    if (made > 0) return begin(tx, ctx, id, handed, toCorrect);
    if ((await findKnown(tx, form, handed, taxId)) !== null) return null;
  }
  throw new Error("no free number was found");
}

async function begin(tx: Tx, ctx: Ctx, id: string, { files, source, read }: New, toCorrect: string[]): Promise<Registration> {
  await addFiles(tx, ctx, id, files);
  await recordHistory(tx, ctx, id, "submitted", { source, toCorrect, unknown: read.unknown });
  const registration = await tx.one(sql<Registration>`select ${registrationColumns} from registrations r where r.id = ${id}`);
  const { number, formId } = registration;
  await recordAudit(tx, ctx, { action: "registration.submitted", subjectKind: "registration", subjectId: id, detail: { number, source } });
  emit(tx, [registrationSubmitted({ workspaceId: ctx.workspaceId, subjectId: id, detail: { formId, source } })], ctx.now());
  if (toCorrect.length === 0) await tellReviewers(tx, ctx, registration, "new");
  return registration;
}
