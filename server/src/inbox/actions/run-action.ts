import { Errors } from "typebox/value";
import { AppError, type Ctx, invalidRequest, type Tx } from "../../platform/index.ts";
import { recordAudit, requireRight } from "../../team/index.ts";
import type { Action, LookUp, Undo } from "./action.ts";

/** What became of one subject. `code` and `detail` are those of the error catalogue. */
export type ActionResult =
  | { subjectId: string; done: true; undo: Undo | null }
  | { subjectId: string; done: false; code: string; detail: string };

/**
 * Does one act to many subjects, each in a transaction of its own: one that is refused or out of sight keeps none of the others.
 * @throws {AppError} team.not_allowed, platform.invalid_request for the input
 */
export async function runActionOnAll(ctx: Ctx, action: Action, subjectIds: readonly string[], input: unknown): Promise<ActionResult[]> {
  requireRight(ctx.actor, action.right);
  ensureFits(action, input);
  const results: ActionResult[] = [];
  for (const subjectId of subjectIds) results.push(await runOne(ctx, action, subjectId, input));
  return results;
}

async function runOne(ctx: Ctx, action: Action, subjectId: string, input: unknown): Promise<ActionResult> {
  try {
    return { subjectId, done: true, undo: await ctx.transaction((tx) => runActionIn(tx, ctx, action, subjectId, input)) };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { subjectId, done: false, code: error.code, detail: error.message };
  }
}

/**
 * The one place where acts happen, as a part of something larger: right, input, sight, act, entry in the audit log.
 * @throws {AppError} team.not_allowed, platform.invalid_request, platform.not_found, and what the verb refuses
 */
export async function runActionIn(tx: Tx, ctx: Ctx, action: Action, subjectId: string, input: unknown): Promise<Undo | null> {
  requireRight(ctx.actor, action.right);
  ensureFits(action, input);
  await action.subject.access(tx, ctx, subjectId);
  const undo = await action.run({ tx, ctx, subjectId, input });
  if (action.isAudited !== true)
    await recordAudit(tx, ctx, { action: action.id, subjectKind: action.subject.kind, subjectId, detail: { input: shortened(input) } });
  return undo;
}

/** Answers a question about one subject. @throws {AppError} as {@link runActionIn} */
export const runLookUp = (ctx: Ctx, lookUp: LookUp, subjectId: string, input: unknown): Promise<Record<string, unknown>> =>
  ctx.transaction((tx) => runLookUpIn(tx, ctx, lookUp, subjectId, input));

/** The same as a part of something larger. @throws {AppError} as {@link runActionIn} */
export async function runLookUpIn(tx: Tx, ctx: Ctx, lookUp: LookUp, subjectId: string, input: unknown): Promise<Record<string, unknown>> {
  requireRight(ctx.actor, lookUp.right);
  ensureFits(lookUp, input);
  await lookUp.subject.access(tx, ctx, subjectId);
  return lookUp.run({ tx, ctx, subjectId, input });
}

/** @throws {AppError} platform.invalid_request, which names each place of the input */
export function ensureFits({ input: schema }: Pick<Action, "input">, input: unknown): asserts input is Record<string, unknown> {
  const problems = Errors(schema, input).map(({ instancePath, message }) => ({
    path: ["input", ...instancePath.split("/").slice(1)].join("."),
    problem: message,
  }));
  if (problems.length > 0) throw invalidRequest({ problems });
}

/** What was written to a contact or a colleague stands in the timeline; the log says that it was, not all of it. */
const shortened = (input: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, typeof value === "string" ? value.slice(0, 200) : value]));
