import { defineError } from "../platform/index.ts";

export const invalidRule = defineError<{ problems: { path: string; problem: string }[] }>(
  "automations.invalid_rule",
  422,
  ({ problems }) => `The rule cannot be kept: ${problems.map(({ path, problem }) => `${path} ${problem}`).join("; ")}.`,
);
export const ruleChanged = defineError<{ revision: number }>(
  "automations.rule_changed",
  409,
  ({ revision }) => `Somebody saved this rule meanwhile, as revision ${revision}. Read it again before you save.`,
);
export const tooManyRules = defineError<{ most: number }>(
  "automations.too_many",
  409,
  ({ most }) => `There are ${most} rules already. Remove one that is not used any more.`,
);
export const unknownTemplate = defineError<{ template: string }>(
  "automations.unknown_template",
  422,
  ({ template }) => `There is no rule to begin with named "${template}". GET /automation-templates lists them.`,
);
export const templateTaken = defineError<{ template: string }>(
  "automations.template_taken",
  409,
  ({ template }) => `The rule "${template}" is there already. Change that one.`,
);
export const notRetryable = defineError("automations.not_retryable", 409, "Only a case that was refused can be tried again.");
export const typeInUse = defineError<{ count: number }>(
  "automations.type_in_use",
  409,
  ({ count }) => `There are ${count} records of this kind. Remove them first.`,
);
export const stateInUse = defineError<{ states: string[] }>(
  "automations.state_in_use",
  409,
  ({ states }) => `Records are in these states, which cannot be taken away: ${states.join(", ")}.`,
);
export const invalidObject = defineError<{ problems: { path: string; problem: string }[] }>(
  "automations.invalid_object",
  422,
  ({ problems }) => `The record cannot be kept: ${problems.map(({ path, problem }) => `${path} ${problem}`).join("; ")}.`,
);
