import { LEAD_CLASSES, type LeadClass } from "../../inbox/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, recordAudit } from "../../team/index.ts";
import { invalidThresholds } from "../errors.ts";
import type { Thresholds, Weights } from "./analyse.ts";

export interface QualificationSettings {
  /** The most points that each question gives; together at most 130. */
  weights: Weights;
  thresholds: Thresholds;
  /** Who goes where; null: they stay where they are. */
  queues: Record<LeadClass, string | null>;
  /** What is said at the end, once; empty: nothing. */
  closing: Record<LeadClass, string>;
}

const WEIGHTS: Weights = { name: 20, interest: 30, urgency: 30, knowledge: 25, location: 25 };
const THRESHOLDS: Thresholds = { hot: 90, warm: 60, cold: 30 };
const MOST = 130;
const CLOSING = {
  "pt-BR": {
    soon: "Obrigado! Uma pessoa da equipe fala com você em instantes.",
    later: "Obrigado! Guardamos o seu interesse e entramos em contato.",
  },
  en: {
    soon: "Thank you! Somebody of the team will write to you in a moment.",
    later: "Thank you! We noted your interest and will be in touch.",
  },
  es: { soon: "¡Gracias! Una persona del equipo te escribe enseguida.", later: "¡Gracias! Anotamos tu interés y te contactaremos." },
};

export async function readQualification(tx: Tx): Promise<QualificationSettings> {
  const kept = await tx.maybeOne(sql<{ qualification: Partial<QualificationSettings> }>`
    select qualification from lead_settings where workspace_id = current_workspace()`);
  const { soon, later } = CLOSING[(await readWorkspace(tx)).language];
  const { weights, thresholds, queues, closing } = kept?.qualification ?? {};
  return {
    weights: { ...WEIGHTS, ...weights },
    thresholds: { ...THRESHOLDS, ...thresholds },
    queues: { hot: null, warm: null, cold: null, very_cold: null, ...queues },
    closing: { hot: soon, warm: soon, cold: later, very_cold: later, ...closing },
  };
}

export type QualificationChange = { [Key in keyof QualificationSettings]?: Partial<QualificationSettings[Key]> | undefined };

/** @throws {AppError} platform.not_found for a queue; leads.invalid_thresholds */
export const changeQualification = (ctx: Ctx, change: QualificationChange): Promise<QualificationSettings> =>
  ctx.transaction((tx) => changeQualificationIn(tx, ctx, change));

/** @throws {AppError} as {@link changeQualification} */
export async function changeQualificationIn(tx: Tx, ctx: Ctx, change: QualificationChange): Promise<QualificationSettings> {
  const next = await readChanged(tx, change);
  await tx.run(sql`
    insert into lead_settings (workspace_id, qualification) values (${ctx.workspaceId}, ${JSON.stringify(next)})
    on conflict (workspace_id) do update set qualification = excluded.qualification`);
  await recordAudit(tx, ctx, {
    action: "lead_qualification.changed",
    subjectKind: "workspace",
    subjectId: ctx.workspaceId,
    detail: { ...change },
  });
  return next;
}

/** The settings as a change would make them; nothing is kept. @throws {AppError} as {@link changeQualification} */
export async function readChanged(tx: Tx, change: QualificationChange): Promise<QualificationSettings> {
  const before = await readQualification(tx);
  const next: QualificationSettings = {
    weights: { ...before.weights, ...change.weights },
    thresholds: { ...before.thresholds, ...change.thresholds },
    queues: { ...before.queues, ...change.queues },
    closing: { ...before.closing, ...change.closing },
  };
  await ensureWhole(tx, next);
  return next;
}

async function ensureWhole(tx: Tx, { weights, thresholds: { hot, warm, cold }, queues }: QualificationSettings): Promise<void> {
  const sum = Object.values(weights).reduce((total, one) => total + one, 0);
  if (sum > MOST || !(hot > warm && warm > cold && cold > 0)) throw invalidThresholds();
  for (const leadClass of LEAD_CLASSES) {
    const id = queues[leadClass];
    if (id !== null && (await tx.maybeOne(sql`select 1 from queues where id = ${id}`)) === null) throw notFound({ what: "queue" });
  }
}
