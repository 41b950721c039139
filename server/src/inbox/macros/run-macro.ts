import { AppError, type Ctx, sql } from "../../platform/index.ts";
import { type ActParts, type ActStep, doStepIn } from "../actions/act-step.ts";
import type { Undo } from "../actions/action.ts";
import { findMacro } from "./macros.ts";

/** What became of one conversation. `undo` takes back what can be, the last act first; `step` is the one that was refused, from 0. */
export type MacroResult =
  | { subjectId: string; done: true; undo: Undo[] }
  | { subjectId: string; done: false; step: number; code: string; detail: string };

/**
 * Does a macro's acts to conversations, each in a transaction of its own: all acts or none. Rights and sight are those of whoever uses it.
 * @throws {AppError} platform.not_found
 */
export async function runMacro(ctx: Ctx, parts: ActParts, macroId: string, subjectIds: readonly string[]): Promise<MacroResult[]> {
  const { steps } = await ctx.transaction((tx) => findMacro(tx, ctx, macroId));
  const results: MacroResult[] = [];
  for (const subjectId of subjectIds) results.push(await runOnOne(ctx, parts, { macroId, steps, subjectId }));
  return results;
}

interface OneRun {
  macroId: string;
  steps: ActStep[];
  subjectId: string;
}

async function runOnOne(ctx: Ctx, parts: ActParts, { macroId, steps, subjectId }: OneRun): Promise<MacroResult> {
  let step = 0;
  try {
    const undo = await ctx.transaction(async (tx) => {
      const undos: Undo[] = [];
      for (step = 0; step < steps.length; step += 1) {
        const undone = await doStepIn(tx, ctx, parts, subjectId, steps[step] as ActStep);
        if (undone !== null) undos.unshift(undone);
      }
      await tx.run(sql`update macros set uses = uses + 1 where id = ${macroId}`);
      return undos;
    });
    return { subjectId, done: true, undo };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { subjectId, done: false, step, code: error.code, detail: error.message };
  }
}
