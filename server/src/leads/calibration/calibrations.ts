import { isDeepStrictEqual } from "node:util";
import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { calibrationDecided, calibrationOutdated, nothingLearned } from "../errors.ts";
import { changeQualificationIn, readQualification } from "../qualification/settings.ts";
import { readJudged } from "./judged.ts";
import { isBetter, LEAST_JUDGED, type Learned, learn, type Scale } from "./learn.ts";

export const CALIBRATION_STATES = ["proposed", "applied", "refused", "outdated", "rolled_back"] as const;

/** Other weights and thresholds, what they stood in for, and what became of them. */
export interface Calibration {
  id: string;
  state: (typeof CALIBRATION_STATES)[number];
  before: Scale;
  after: Scale;
  measured: Learned["measured"];
  madeAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
}

const columns = sql`
  id, state, before, after, measured, made_at as "madeAt", decided_at as "decidedAt", decided_by as "decidedBy"`;
const SHOWN = 20;

/** The newest first. */
export const listCalibrations = (tx: Tx): Promise<Calibration[]> =>
  tx.many(sql<Calibration>`
    select ${columns} from lead_calibrations where workspace_id = current_workspace() order by made_at desc, id desc limit ${SHOWN}`);

/**
 * Learns from what is known by now. What was proposed before and is open still is outdated. Where the workspace wants it so, what is better is
 * applied at once.
 * @throws {AppError} leads.nothing_learned: too little is known, or nothing better was found
 */
export async function propose(tx: Tx, ctx: Ctx): Promise<void> {
  const { calibratesAlone } = await lockSettings(tx, ctx);
  const judged = await readJudged(tx, ctx.now());
  const before = await presentScale(tx);
  const learned = learn(judged, before);
  if (learned === null || !isBetter(learned.measured)) throw nothingLearned({ judged: judged.length, least: LEAST_JUDGED });
  await tx.run(sql`
    update lead_calibrations set state = 'outdated', decided_at = ${ctx.now()} where workspace_id = current_workspace() and state = 'proposed'`);
  const id = newId();
  await tx.run(sql`
    insert into lead_calibrations (workspace_id, id, state, before, after, measured, made_at)
    values (${ctx.workspaceId}, ${id}, 'proposed', ${JSON.stringify(before)}, ${JSON.stringify(learned.after)}, ${JSON.stringify(learned.measured)}, ${ctx.now()})`);
  if (calibratesAlone) await decide(tx, ctx, id, "approve");
}

/** One after the other decides on the scale of a workspace. */
async function lockSettings(tx: Tx, ctx: Ctx): Promise<{ calibratesAlone: boolean }> {
  await tx.run(sql`insert into lead_settings (workspace_id) values (${ctx.workspaceId}) on conflict do nothing`);
  return tx.one(sql<{ calibratesAlone: boolean }>`
    select calibrates_alone as "calibratesAlone" from lead_settings where workspace_id = current_workspace() for update`);
}

export const DECISIONS = ["approve", "refuse", "roll_back"] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * Applies what is proposed, refuses it, or takes back what was applied. Nothing that somebody changed by hand since is overwritten.
 * @throws {AppError} platform.not_found, leads.calibration_decided, leads.calibration_outdated
 */
export async function decide(tx: Tx, ctx: Ctx, id: string, decision: Decision): Promise<void> {
  await lockSettings(tx, ctx);
  const one = await tx.maybeOne(sql<Calibration>`select ${columns} from lead_calibrations where id = ${id}`);
  if (one === null) throw notFound({ what: "calibration" });
  const { needs, becomes } = STEPS[decision];
  if (one.state !== needs) throw calibrationDecided();
  if (decision === "approve") await replaceScale(tx, ctx, one.before, one.after);
  if (decision === "roll_back") await replaceScale(tx, ctx, one.after, one.before);
  await tx.run(sql`
    update lead_calibrations set state = ${becomes}, decided_at = ${ctx.now()}, decided_by = ${ctx.actor.name} where id = ${id}`);
  await recordAudit(tx, ctx, {
    action: "lead_calibration.decided",
    subjectKind: "workspace",
    subjectId: ctx.workspaceId,
    detail: { calibrationId: id, decision },
  });
}

const STEPS = {
  approve: { needs: "proposed", becomes: "applied" },
  refuse: { needs: "proposed", becomes: "refused" },
  roll_back: { needs: "applied", becomes: "rolled_back" },
} as const;

async function replaceScale(tx: Tx, ctx: Ctx, expected: Scale, next: Scale): Promise<void> {
  if (!isDeepStrictEqual(await presentScale(tx), expected)) throw calibrationOutdated();
  await changeQualificationIn(tx, ctx, next);
}

async function presentScale(tx: Tx): Promise<Scale> {
  const { weights, thresholds } = await readQualification(tx);
  return { weights, thresholds };
}

export async function readAlone(tx: Tx): Promise<boolean> {
  const row = await tx.maybeOne(sql<{ calibratesAlone: boolean }>`
    select calibrates_alone as "calibratesAlone" from lead_settings where workspace_id = current_workspace()`);
  return row?.calibratesAlone ?? false;
}

/** Whether what is better is applied without being asked. */
export async function setAlone(tx: Tx, ctx: Ctx, calibratesAlone: boolean): Promise<void> {
  await lockSettings(tx, ctx);
  await tx.run(sql`update lead_settings set calibrates_alone = ${calibratesAlone} where workspace_id = current_workspace()`);
  await recordAudit(tx, ctx, {
    action: "lead_calibration.changed",
    subjectKind: "workspace",
    subjectId: ctx.workspaceId,
    detail: { calibratesAlone },
  });
}
