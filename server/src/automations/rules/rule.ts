import { type Static, Type } from "typebox";
import { validate } from "../../../../rules/validate.ts";
import { type ActParts, type ActStep, type DeliveryParts, ensureStepsFit } from "../../inbox/index.ts";
import { Nullable, OneOf, sql, type Tx } from "../../platform/index.ts";
import { invalidRule } from "../errors.ts";
import { RULE_EVENT_IDS } from "./trigger-events.ts";

const closed = { additionalProperties: false };
/** Half a year: who waits longer forgets. */
const Minutes = Type.Integer({ minimum: 0, maximum: 262_800 });
const Key = Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" });

const EventTrigger = Type.Object(
  {
    kind: Type.Literal("event"),
    event: OneOf(RULE_EVENT_IDS),
    afterMinutes: Type.Unsafe<number>({ ...Minutes, description: "How long after it; the conditions are asked then." }),
  },
  closed,
);
const SilenceTrigger = Type.Object(
  {
    kind: Type.Literal("silence"),
    minutes: Type.Unsafe<number>({ ...Minutes, minimum: 5, description: "Of the contact, after the team's or a flow's last message." }),
  },
  closed,
);
const ObjectTrigger = Type.Object(
  {
    kind: Type.Literal("object"),
    type: Type.Unsafe<string>({ ...Key, description: "Of `GET /object-types`." }),
    state: Type.String({ minLength: 1, maxLength: 40, description: "The record has been in this state …" }),
    afterMinutes: Type.Unsafe<number>({ ...Minutes, description: "… for so long." }),
    channel: Nullable(
      Type.String({ maxLength: 40, description: "Kind of the channel to act on; null: where the contact wrote last, web chat otherwise." }),
    ),
  },
  closed,
);
const DailyTrigger = Type.Object(
  {
    kind: Type.Literal("daily"),
    time: Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", description: "Of the workspace's clock." }),
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
      description: "1 is Monday.",
    }),
  },
  closed,
);
export const TriggerSchema = Type.Union([EventTrigger, SilenceTrigger, ObjectTrigger, DailyTrigger]);
export type Trigger = Static<typeof TriggerSchema>;

const Condition = Nullable(Type.Unsafe<unknown>({ description: "A condition over `GET /fields`; null: always." }));
const Template = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 512 }), language: Type.String({ minLength: 2, maxLength: 20 }) },
  { ...closed, description: "What is sent instead of a text where the channel's window is closed." },
);
const ActStepSchema = Type.Object(
  {
    kind: Type.Literal("act"),
    action: Type.String({ maxLength: 80, description: "An act on conversations of `GET /actions`." }),
    input: Type.Unsafe<Record<string, unknown>>(
      Type.Record(Type.String({ maxLength: 80 }), Type.Unknown(), { description: "Texts may hold {{variables}} of `GET /variables`." }),
    ),
    onlyIf: Type.Optional(Condition),
    template: Type.Optional(Template),
  },
  closed,
);
const WaitStepSchema = Type.Object(
  {
    kind: Type.Literal("wait"),
    minutes: Type.Unsafe<number>({ ...Minutes, minimum: 1 }),
    onlyIfSilent: Type.Boolean({ description: "It is over when the contact writes meanwhile." }),
  },
  closed,
);
export const StepSchema = Type.Union([ActStepSchema, WaitStepSchema]);
export type Step = Static<typeof StepSchema>;

export const RuleInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }),
    trigger: TriggerSchema,
    condition: Condition,
    steps: Type.Array(StepSchema, { minItems: 1, maxItems: 20 }),
  },
  closed,
);
export type WrittenRule = Static<typeof RuleInput>;

/** A rule as it is kept. */
export interface Rule extends WrittenRule {
  id: string;
  key: string | null;
  isOn: boolean;
  onSince: Date | null;
  revision: number;
}

export const RULE_COLUMNS = sql`r.id, r.key, r.name, r.is_on as "isOn", r.on_since as "onSince", r.trigger, r.condition, r.steps, r.revision`;

/** What rules are checked against and done with. */
export interface RuleParts {
  acts: ActParts;
  parts: DeliveryParts;
}

/** @throws {AppError} automations.invalid_rule with every bad node; inbox.unknown_act, platform.invalid_request, inbox.variables_do_not_fit */
export async function ensureRuleFits(tx: Tx, { acts, parts }: RuleParts, rule: WrittenRule): Promise<void> {
  const { askable } = await parts.fields.of(tx);
  const check = (condition: unknown, path: string) =>
    condition === null || condition === undefined
      ? []
      : validate(condition, askable).map((one) => ({ path: one.path === "" ? path : `${path}.${one.path}`, problem: one.problem }));
  const problems = [
    ...check(rule.condition, "condition"),
    ...rule.steps.flatMap((step, index) => (step.kind === "act" ? check(step.onlyIf, `steps.${index}.onlyIf`) : [])),
    ...(rule.steps.every(({ kind }) => kind === "wait") ? [{ path: "steps", problem: "only wait: the rule does nothing" }] : []),
    ...(await objectProblems(tx, rule.trigger)),
  ];
  if (problems.length > 0) throw invalidRule({ problems });
  await ensureStepsFit(tx, acts, actsOf(rule));
}

const actsOf = ({ steps }: WrittenRule): ActStep[] =>
  steps.flatMap((step) => (step.kind === "act" ? [{ action: step.action, input: step.input }] : []));

async function objectProblems(tx: Tx, trigger: Trigger): Promise<{ path: string; problem: string }[]> {
  if (trigger.kind !== "object") return [];
  const type = await tx.maybeOne(sql<{ states: string[] }>`select states from object_types where key = ${trigger.type}`);
  if (type === null) return [{ path: "trigger.type", problem: `there is no kind of record "${trigger.type}"` }];
  return type.states.includes(trigger.state)
    ? []
    : [{ path: "trigger.state", problem: `is none of its states (${type.states.join(", ")})` }];
}
