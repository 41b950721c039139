import { parseTemplate } from "../../../../rules/variables.ts";
import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { Undo } from "../actions/action.ts";
import { runActionIn } from "../actions/run-action.ts";
import { variablesDoNotFit } from "../errors.ts";
import { actOf, findMacro, type MacroParts, type MacroStep } from "./macros.ts";

/** What became of one conversation. `undo` takes back what can be, the last act first; `step` is the one that was refused, from 0. */
export type MacroResult =
  | { subjectId: string; done: true; undo: Undo[] }
  | { subjectId: string; done: false; step: number; code: string; detail: string };

/**
 * Does a macro's acts to conversations, each in a transaction of its own: all acts or none. Rights and sight are those of whoever uses it.
 * @throws {AppError} platform.not_found
 */
export async function runMacro(ctx: Ctx, parts: MacroParts, macroId: string, subjectIds: readonly string[]): Promise<MacroResult[]> {
  const { steps } = await ctx.transaction((tx) => findMacro(tx, ctx, macroId));
  const results: MacroResult[] = [];
  for (const subjectId of subjectIds) results.push(await runOnOne(ctx, parts, { macroId, steps, subjectId }));
  return results;
}

interface OneRun {
  macroId: string;
  steps: MacroStep[];
  subjectId: string;
}

async function runOnOne(ctx: Ctx, parts: MacroParts, { macroId, steps, subjectId }: OneRun): Promise<MacroResult> {
  let step = 0;
  try {
    const undo = await ctx.transaction(async (tx) => {
      const undos: Undo[] = [];
      for (step = 0; step < steps.length; step += 1) {
        const { action, input } = steps[step] as MacroStep;
        const written = await writeOut(tx, ctx, parts, subjectId, input);
        const undone = await runActionIn(tx, ctx, actOf(parts.actions, { action, input }), subjectId, written);
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

/** Variables become the values of this conversation, as the steps before left it. @throws {AppError} inbox.variables_do_not_fit: one is empty here */
async function writeOut(tx: Tx, ctx: Ctx, { variables }: MacroParts, conversationId: string, input: Record<string, unknown>) {
  const tagged = Object.entries(input).filter(([, value]) => typeof value === "string" && hasTags(value));
  if (tagged.length === 0) return input;
  const write = await variables.writerFor(tx, ctx, conversationId);
  const texts = tagged.map(([name, value]) => ({ name, ...write(String(value)) }));
  const problems = texts.flatMap(({ name: path, missing, unknown }) =>
    [...missing, ...unknown].map((name) => ({ path, problem: "empty" as const, name, suggestion: null })),
  );
  if (problems.length > 0) throw variablesDoNotFit({ problems });
  return { ...input, ...Object.fromEntries(texts.map(({ name, text }) => [name, text])) };
}

const hasTags = (text: string): boolean => parseTemplate(text).some(({ kind }) => kind === "tag");
