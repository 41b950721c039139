import { lintTemplate } from "../../../../rules/lint-template.ts";
import { parseTemplate } from "../../../../rules/variables.ts";
import { type Ctx, defineError, type Tx } from "../../platform/index.ts";
import { variablesDoNotFit } from "../errors.ts";
import type { Variables } from "../variables/variable.ts";
import type { Action, Undo } from "./action.ts";
import { ensureFits, runActionIn } from "./run-action.ts";

/** One act of the catalogue with what it has to be told, as macros and rules keep it. Texts in it may hold variables. */
export interface ActStep {
  action: string;
  input: Record<string, unknown>;
}

/** What steps are checked against and done with. */
export interface ActParts {
  /** The whole catalogue, upper rooms' acts too. */
  actions: ReadonlyMap<string, Action>;
  variables: Variables;
}

const unknownAct = defineError<{ action: string }>(
  "inbox.unknown_act",
  422,
  ({ action }) => `There is no act "${action}" on conversations. GET /actions lists them.`,
);

/**
 * What could never work is said where it is written; whether who does it may do each act is asked then.
 * @throws {AppError} inbox.unknown_act, platform.invalid_request, inbox.variables_do_not_fit
 */
export async function ensureStepsFit(tx: Tx, { actions, variables }: ActParts, steps: readonly ActStep[]): Promise<void> {
  for (const step of steps) ensureFits(actOf(actions, step), step.input);
  const facts = await variables.factsOf(tx);
  const problems = steps.flatMap(({ input }, index) =>
    Object.entries(input).flatMap(([name, value]) =>
      typeof value !== "string"
        ? []
        : lintTemplate(value, facts)
            .filter(({ code }) => code === "unknown_variable" || code === "format_does_not_fit")
            .map((found) => ({
              path: `steps.${index}.input.${name}`,
              problem: found.code,
              name: found.name,
              suggestion: found.suggestion,
            })),
    ),
  );
  if (problems.length > 0) throw variablesDoNotFit({ problems });
}

/** Does one step to a conversation, in the caller's transaction. @throws {AppError} as {@link runActionIn}, and inbox.variables_do_not_fit: one is empty here */
export async function doStepIn(tx: Tx, ctx: Ctx, parts: ActParts, conversationId: string, step: ActStep): Promise<Undo | null> {
  const written = await writeOut(tx, ctx, parts, conversationId, step.input);
  return runActionIn(tx, ctx, actOf(parts.actions, step), conversationId, written);
}

/** The act of a step. @throws {AppError} inbox.unknown_act: none of that name, or one on other records */
function actOf(actions: ActParts["actions"], { action }: ActStep): Action {
  const act = actions.get(action);
  if (act?.subject.kind !== "conversation") throw unknownAct({ action });
  return act;
}

/** Variables become the values of this conversation, as the steps before left it. */
async function writeOut(tx: Tx, ctx: Ctx, { variables }: ActParts, conversationId: string, input: Record<string, unknown>) {
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
