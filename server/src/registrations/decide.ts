import type { HandOverParts } from "../inbox/index.ts";
import { type Ctx, emit, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { checkFields, todayOf } from "./checks.ts";
import { changedMeanwhile, decisionHeld, notOpen, notReady } from "./errors.ts";
import { registrationApproved, registrationRejected } from "./events.ts";
import { filesOf } from "./files/registration-file.ts";
import { type Form, readForm } from "./forms/form.ts";
import { recordHistory } from "./history.ts";
import { accessRegistration, type Registration, registrationColumns } from "./registration.ts";
import { type Telling, tellPerson } from "./tell-person.ts";
import { contactOf, type Written, writeContact } from "./write-contact.ts";

/** `version` is that of the registration as the reviewer read it; refused when somebody changed it since. */
export interface Approval {
  version?: number | undefined;
  /** Fields of the form that are written even where the contact has something newer. */
  overwrite: readonly string[];
}

export interface Rejection {
  version?: number | undefined;
  /** The person reads it. */
  reason: string;
}

export interface Decided {
  registration: Registration;
  told: Telling;
  /** What became of the contact; null of a rejected one. */
  contact: Written | null;
}

/**
 * Approves one that waits and whose fields are all good: the contact is made or changed, and the person is told, in one transaction.
 * @throws {AppError} platform.not_found, registrations.not_open where somebody was faster, registrations.not_ready, registrations.changed_meanwhile
 */
export const approve = (ctx: Ctx, parts: HandOverParts, id: string, approval: Approval): Promise<Decided> =>
  ctx.transaction((tx) => approveIn(tx, ctx, parts, id, approval));

/** The same within a transaction of the caller's. */
export async function approveIn(tx: Tx, ctx: Ctx, parts: HandOverParts, id: string, { version, overwrite }: Approval): Promise<Decided> {
  const before = await accessOpen(tx, ctx, id, version, ["pending"]);
  const form = await readForm(tx, before.formId);
  await ensureReady(tx, ctx, form, before);
  const contact = await writeContact(tx, ctx, form, before, new Set(overwrite));
  const registration = await move(tx, ctx, { ...before, contactId: contact.contactId }, "approved", null);
  await recordHistory(tx, ctx, id, "approved", { written: contact.written, left: contact.left });
  const { formId, contactId, number } = registration;
  await recordAudit(tx, ctx, {
    action: "registration.approved",
    subjectKind: "registration",
    subjectId: id,
    detail: { number, contactId },
  });
  emit(tx, [registrationApproved({ workspaceId: ctx.workspaceId, subjectId: id, detail: { formId, contactId } })], ctx.now());
  return { registration, told: await tellPerson(tx, ctx, parts, { form, registration, occasion: "approved" }), contact };
}

/**
 * Rejects one that is not decided. The person reads the reason.
 * @throws {AppError} platform.not_found, registrations.not_open, registrations.changed_meanwhile
 */
export const reject = (ctx: Ctx, parts: HandOverParts, id: string, rejection: Rejection): Promise<Decided> =>
  ctx.transaction((tx) => rejectIn(tx, ctx, parts, id, rejection));

/** The same within a transaction of the caller's. */
export async function rejectIn(tx: Tx, ctx: Ctx, parts: HandOverParts, id: string, { version, reason }: Rejection): Promise<Decided> {
  const before = await accessOpen(tx, ctx, id, version, ["pending", "needs_correction"]);
  const form = await readForm(tx, before.formId);
  const registration = await move(tx, ctx, before, "rejected", reason);
  await recordHistory(tx, ctx, id, "rejected", { reason });
  const { formId, contactId, number } = registration;
  await recordAudit(tx, ctx, { action: "registration.rejected", subjectKind: "registration", subjectId: id, detail: { number, reason } });
  emit(tx, [registrationRejected({ workspaceId: ctx.workspaceId, subjectId: id, detail: { formId, contactId } })], ctx.now());
  return { registration, told: await tellPerson(tx, ctx, parts, { form, registration, occasion: "rejected", reason }), contact: null };
}

/** Seen, locked, and where the act may begin: of what is decided, if only for some seconds, nothing is changed. */
export async function accessOpen(
  tx: Tx,
  ctx: Ctx,
  id: string,
  version: number | undefined,
  from: readonly Registration["status"][],
): Promise<Registration> {
  const registration = await accessRegistration(tx, ctx, id);
  const { status, reviewerName, heldDecision } = registration;
  if (!from.includes(status)) throw notOpen({ status, reviewer: reviewerName });
  if (heldDecision !== null) throw decisionHeld({ verdict: heldDecision.verdict, reviewer: heldDecision.actor.name });
  if (version !== undefined && version !== registration.version) throw changedMeanwhile({ version: registration.version });
  return registration;
}

/** @throws {AppError} registrations.not_ready */
export async function ensureReady(tx: Tx, ctx: Ctx, form: Form, registration: Registration): Promise<void> {
  const [files, contact, today] = [
    await filesOf(tx, registration.id),
    await contactOf(tx, form, registration),
    await todayOf(tx, ctx.now()),
  ];
  const problems = checkFields({ form, registration, files, contact, today }).flatMap(({ field, problem }) =>
    problem === null ? [] : [{ field, problem }],
  );
  if (problems.length > 0) throw notReady({ problems });
}

const move = (
  tx: Tx,
  ctx: Ctx,
  { id, contactId }: Registration,
  status: "approved" | "rejected",
  reason: string | null,
): Promise<Registration> =>
  tx.one(sql<Registration>`
    update registrations r set status = ${status}, contact_id = ${contactId}, reason = ${reason}, decided_at = ${ctx.now()}, reviewer_id = ${ctx.actor.id}, reviewer_name = ${ctx.actor.name},
      due_at = null, near_at = null, look_at = null, awaited_field = null, version = r.version + 1
    where r.id = ${id} returning ${registrationColumns}`);
