import { AppError, addJobs, type Ctx, dropJobs, emit, type Job, type JobOffer, job, newId, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { type Approval, accessOpen, approveIn, ensureReady, type Rejection, rejectIn } from "./decide.ts";
import { nothingToUndo } from "./errors.ts";
import { registrationChanged } from "./events.ts";
import { readForm } from "./forms/form.ts";
import { recordHistory } from "./history.ts";
import { carryOutJob } from "./job-kinds.ts";
import { accessRegistration, type HeldDecision, type Registration } from "./registration.ts";
import { type RegistrationGround, roomCtx } from "./room-ctx.ts";

/** What a reviewer decides. */
export type Decision = ({ verdict: "approved" } & Approval) | ({ verdict: "rejected" } & Rejection);

/**
 * Decides, but for so many seconds it can be taken back: until then nothing follows of it, and nobody but reviewers knows. It is
 * refused now if it could not be carried out now.
 * @param seconds until it takes effect; at least one
 * @throws {AppError} as `approve` and `reject`
 */
export function holdDecision(ctx: Ctx, id: string, decision: Decision, seconds: number): Promise<void> {
  return ctx.transaction(async (tx) => {
    const from = decision.verdict === "approved" ? (["pending"] as const) : (["pending", "needs_correction"] as const);
    const registration = await accessOpen(tx, ctx, id, decision.version, from);
    if (decision.verdict === "approved") await ensureReady(tx, ctx, await readForm(tx, registration.formId), registration);
    const takesEffectAt = new Date(ctx.now().getTime() + seconds * 1000);
    const held = heldOf(ctx, registration, decision, takesEffectAt);
    await write(tx, id, held);
    const payload = { registrationId: id, decisionId: held.id };
    addJobs(tx, [carryOutJob({ workspaceId: ctx.workspaceId, key: keyOf(id), payload, runAt: takesEffectAt })], ctx.now());
    await recordHistory(tx, ctx, id, "decision_held", { verdict: held.verdict, reason: held.reason });
    tellChanged(tx, ctx, registration);
  });
}

const keyOf = (id: string) => `registrations decision ${id}`;

const heldOf = ({ actor }: Ctx, { version }: Registration, decision: Decision, takesEffectAt: Date): HeldDecision => ({
  id: newId(),
  verdict: decision.verdict,
  reason: decision.verdict === "rejected" ? decision.reason : null,
  overwrite: decision.verdict === "approved" ? [...decision.overwrite] : [],
  version,
  actor: { kind: actor.kind, id: actor.id, name: actor.name },
  takesEffectAt: takesEffectAt.toISOString(),
});

/** A decision that has not taken effect is taken back: the registration waits as before. @throws {AppError} registrations.nothing_to_undo */
export function undoDecision(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const registration = await accessRegistration(tx, ctx, id);
    const held = registration.heldDecision;
    if (held === null) throw nothingToUndo();
    await write(tx, id, null);
    await dropJobs(tx, ctx.workspaceId, keyOf(id));
    await recordHistory(tx, ctx, id, "decision_undone", { verdict: held.verdict });
    const detail = { verdict: held.verdict, number: registration.number };
    await recordAudit(tx, ctx, { action: "registration.decision_undone", subjectKind: "registration", subjectId: id, detail });
    tellChanged(tx, ctx, registration);
  });
}

/** Carries decisions out when they can no longer be taken back; once, however often the job runs. */
export const carryingOut = (ground: RegistrationGround): JobOffer => job(carryOutJob, { run: (one) => carryOut(ground, one) });

async function carryOut(
  ground: RegistrationGround,
  { id: jobId, workspaceId, payload: { registrationId, decisionId }, correlationId }: Job<{ registrationId: string; decisionId: string }>,
): Promise<void> {
  const room = roomCtx(ground, workspaceId, correlationId ?? `job ${jobId}`);
  const held = await room.transaction((tx) => readHeld(tx, registrationId));
  if (held?.id !== decisionId) return;
  // As the reviewer, who saw it and was allowed to when they decided.
  const ctx: Ctx = { ...room, actor: { ...room.actor, ...held.actor } };
  try {
    await ctx.transaction(async (tx) => {
      if ((await takeHeld(tx, registrationId, decisionId)) === null) return;
      const { version, reason, overwrite } = held;
      if (held.verdict === "approved") await approveIn(tx, ctx, ground.parts, registrationId, { version, overwrite });
      else await rejectIn(tx, ctx, ground.parts, registrationId, { version, reason: reason ?? "" });
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await giveUp(room, registrationId, held, error);
  }
}

/** What came meanwhile, such as an answer of the person, stands in the way: it waits for a decision as before. */
const giveUp = (ctx: Ctx, id: string, held: HeldDecision, { code }: AppError): Promise<void> =>
  ctx.transaction(async (tx) => {
    const registration = await takeHeld(tx, id, held.id);
    if (registration === null) return;
    await recordHistory(tx, ctx, id, "decision_lost", { verdict: held.verdict, because: code });
    tellChanged(tx, ctx, registration);
  });

async function readHeld(tx: Tx, id: string): Promise<HeldDecision | null> {
  const row = await tx.maybeOne(sql<{ held: HeldDecision | null }>`select held_decision as held from registrations where id = ${id}`);
  return row?.held ?? null;
}

/** Of two who carry it out, and of one who takes it back meanwhile, one finds it. */
const takeHeld = (tx: Tx, id: string, decisionId: string): Promise<Pick<Registration, "id" | "formId"> | null> =>
  tx.maybeOne(sql<{ id: string; formId: string }>`
    update registrations set held_decision = null where id = ${id} and held_decision->>'id' = ${decisionId} returning id, form_id as "formId"`);

const write = (tx: Tx, id: string, held: HeldDecision | null) =>
  tx.run(sql`update registrations set held_decision = ${held === null ? null : JSON.stringify(held)} where id = ${id}`);

const tellChanged = (tx: Tx, ctx: Ctx, { id, formId }: Pick<Registration, "id" | "formId">): void =>
  emit(tx, [registrationChanged({ workspaceId: ctx.workspaceId, subjectId: id, detail: { formId } })], ctx.now());
