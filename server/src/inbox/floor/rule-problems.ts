import type { Condition } from "../../../../rules/conditions.ts";
import { implies, neverHolds } from "../../../../rules/coverage.ts";
import { validate } from "../../../../rules/validate.ts";
import type { Tx } from "../../platform/index.ts";
import type { KnownFields } from "../fields/field.ts";
import { type BeginningParts, type EntryRule, type EntryRules, type NotReady, OTHERWISE, readinessOf } from "./entry-rules.ts";

export const RULE_PROBLEMS = [
  "off",
  "unknown_field",
  "invalid_condition",
  "no_responder",
  "no_target",
  "never_holds",
  "earlier_takes_all",
] as const;

/** Why a rule cannot fire; a code for interfaces, a sentence for developers. */
export interface RuleProblem {
  code: (typeof RULE_PROBLEMS)[number];
  problem: string;
  /** Of the earlier rule that takes all that this one would; null for every other code. */
  by: string | null;
}

/** Why each rule cannot fire, by `ruleId`, and the end of the list by `otherwise`; one that can fire is not named. */
export async function readRuleProblems(
  tx: Tx,
  { responders, fields }: BeginningParts,
  { rules, otherwise }: EntryRules,
  now: Date,
): Promise<ReadonlyMap<string, RuleProblem>> {
  const end = otherwise === null ? [] : [{ ...otherwise, ruleId: OTHERWISE, name: "", isOn: true, condition: { all: [] } }];
  const all = [...rules, ...end];
  const notReady = new Map<string, NotReady>();
  for (const one of all) {
    const ready = await readinessOf(tx, responders, one, now);
    if (!("from" in ready)) notReady.set(one.ruleId, ready);
  }
  return findRuleProblems(all, (await fields.of(tx)).askable, notReady);
}

/** The same of what was read already. Pure. @param notReady holders that take no session, by the rule that names them */
export function findRuleProblems(
  rules: readonly EntryRule[],
  fields: KnownFields["askable"],
  notReady: ReadonlyMap<string, NotReady>,
): ReadonlyMap<string, RuleProblem> {
  const found = new Map<string, RuleProblem>();
  const firing: { ruleId: string; condition: Condition }[] = [];
  for (const rule of rules) {
    const own = problemOfRule(rule, fields) ?? withNobody(notReady.get(rule.ruleId));
    // Only what was checked is looked into; a rule that is unfit has its problem by now.
    const condition = rule.condition as Condition;
    const problem = own ?? takenBefore(condition, firing);
    if (problem === null) firing.push({ ruleId: rule.ruleId, condition });
    else found.set(rule.ruleId, problem);
  }
  return found;
}

function problemOfRule({ isOn, condition }: EntryRule, fields: KnownFields["askable"]): RuleProblem | null {
  if (!isOn) return { code: "off", problem: "it is switched off", by: null };
  const [wrong] = validate(condition, fields);
  if (wrong !== undefined) {
    const code = wrong.code === "unknown_field" ? "unknown_field" : "invalid_condition";
    return { code, problem: `${wrong.path} ${wrong.problem}`, by: null };
  }
  if (neverHolds(condition as Condition)) return { code: "never_holds", problem: "its condition holds for nobody", by: null }; // checked above
  return null;
}

const withNobody = (notReady: NotReady | undefined): RuleProblem | null => (notReady === undefined ? null : { ...notReady, by: null });

function takenBefore(condition: Condition, firing: readonly { ruleId: string; condition: Condition }[]): RuleProblem | null {
  const earlier = firing.find((one) => implies(condition, one.condition));
  if (earlier === undefined) return null;
  return { code: "earlier_takes_all", problem: "an earlier rule takes everything that it would", by: earlier.ruleId };
}
