import { Type } from "typebox";
import { type App, idSchema, Nullable, type Tx } from "../../platform/index.ts";
import { workspaceManage } from "../../team/index.ts";
import { conversationsRead } from "../rights.ts";
import { type BeginningParts, type EntryRules, problemOf, readEntryRules, replaceEntryRules } from "./entry-rules.ts";

const closed = { additionalProperties: false };
const target = {
  holder: Type.Union([Type.Literal("flow"), Type.Literal("ai"), Type.Literal("queue")]),
  id: idSchema("flow, AI agent or queue"),
};
const rule = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  condition: Type.Record(Type.String(), Type.Unknown(), { description: "all, any or none of questions: { field, operator, value }." }),
  ...target,
};
const Problem = Nullable(
  Type.Object({
    code: Type.String({ description: "unknown_field, invalid_condition, no_responder or no_target" }),
    problem: Type.String(),
  }),
);
const Version = Type.Integer({ minimum: 0, description: "Of the list that was read; 0 when it was never written." });

const Rules = Type.Object({
  version: Version,
  rules: Type.Array(Type.Object({ ...rule, problem: Problem })),
  otherwise: Nullable(Type.Object({ ...target, problem: Problem }, { description: "Begins when no rule holds; null: nobody does." })),
});
const body = Type.Object(
  {
    version: Version,
    rules: Type.Array(Type.Object(rule, closed), { maxItems: 100 }),
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

async function present(tx: Tx, parts: BeginningParts, { version, rules, otherwise }: EntryRules, now: Date) {
  const told = [];
  for (const one of rules) told.push({ ...presentRule(one), problem: await problemOf(tx, parts, one, now) });
  return {
    version,
    rules: told,
    otherwise: otherwise === null ? null : { ...otherwise, problem: await problemOf(tx, parts, otherwise, now) },
  };
}

/** What was checked when it was written is a document. */
const presentRule = (one: EntryRules["rules"][number]) => ({ ...one, condition: one.condition as Record<string, unknown> });
