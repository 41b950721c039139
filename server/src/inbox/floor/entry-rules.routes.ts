import { Type } from "typebox";
import { type App, idSchema, Nullable, OneOf, type Tx } from "../../platform/index.ts";
import { workspaceManage } from "../../team/index.ts";
import { conversationsRead } from "../rights.ts";
import { countCaught } from "./count-caught.ts";
import { type BeginningParts, type EntryRules, OTHERWISE, readEntryRules, replaceEntryRules } from "./entry-rules.ts";
import { RULE_PROBLEMS, readRuleProblems } from "./rule-problems.ts";

const closed = { additionalProperties: false };
const target = {
  holder: Type.Union([Type.Literal("flow"), Type.Literal("ai"), Type.Literal("queue")]),
  id: idSchema("flow, AI agent or queue"),
};
const ruleId = idSchema("rule");
const rule = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  condition: Type.Record(Type.String(), Type.Unknown(), { description: "all, any or none of questions: { field, operator, value }." }),
  ...target,
};
const told = {
  problem: Nullable(
    Type.Object({
      code: OneOf(RULE_PROBLEMS),
      problem: Type.String({ description: "For developers, in English." }),
      by: Nullable(Type.String({ description: "The earlier rule that takes everything, by its ruleId." })),
    }),
  ),
  caught: Type.Integer({ description: "Sessions that it began in the last 30 days." }),
};
const Version = Type.Integer({ minimum: 0, description: "Of the list that was read; 0 when it was never written." });

const Rules = Type.Object({
  version: Version,
  rules: Type.Array(Type.Object({ ruleId, isOn: Type.Boolean(), ...rule, ...told })),
  otherwise: Nullable(Type.Object({ ...target, ...told }, { description: "Begins when no rule holds; null: nobody does." })),
  targets: Type.Array(Type.Object({ ...target, name: Type.String() }), { description: "Whom a rule can name." }),
});
const writtenRule = {
  ruleId: Type.Optional({ ...ruleId, description: "Of a rule that was read; absent for a new one." }),
  isOn: Type.Optional(Type.Boolean({ default: true })),
  ...rule,
};
const body = Type.Object(
  {
    version: Version,
    rules: Type.Array(Type.Object(writtenRule, closed), { maxItems: 100 }),
    otherwise: Nullable(Type.Object(target, closed)),
  },
  closed,
);

/** `GET` and `PUT /entry-rules`: who begins a session that nobody holds; each rule says why it cannot fire, when it cannot. */
export function entryRuleRoutes(app: App, parts: BeginningParts) {
  app.get(
    "/entry-rules",
    {
      config: { access: conversationsRead },
      schema: { tags: ["Floor"], summary: "Who begins a session that nobody holds", response: { 200: Rules } },
    },
    ({ ctx }) => ctx.transaction(async (tx) => present(tx, parts, await readEntryRules(tx), ctx.now())),
  );
  app.put(
    "/entry-rules",
    {
      config: { access: workspaceManage },
      schema: { tags: ["Floor"], summary: "Replace the rules as a whole", body, response: { 200: Rules } },
    },
    async ({ ctx, body }) => {
      const kept = await replaceEntryRules(ctx, parts.fields, body);
      return ctx.transaction((tx) => present(tx, parts, kept, ctx.now()));
    },
  );
}

async function present(tx: Tx, parts: BeginningParts, list: EntryRules, now: Date) {
  const problems = await readRuleProblems(tx, parts, list, now);
  const caught = await countCaught(tx, now);
  const tell = (ruleId: string) => ({ problem: problems.get(ruleId) ?? null, caught: caught.get(ruleId) ?? 0 });
  return {
    version: list.version,
    rules: list.rules.map((one) => ({ ...presentRule(one), ...tell(one.ruleId) })),
    otherwise: list.otherwise === null ? null : { ...list.otherwise, ...tell(OTHERWISE) },
    targets: await listTargets(tx, parts),
  };
}

/** What was checked when it was written is a document. */
const presentRule = (one: EntryRules["rules"][number]) => ({ ...one, condition: one.condition as Record<string, unknown> });

async function listTargets(tx: Tx, { responders }: BeginningParts) {
  const targets = [];
  for (const { holder, listTargets } of responders.values())
    for (const { id, name } of (await listTargets?.(tx)) ?? []) targets.push({ holder, id, name });
  return targets;
}
