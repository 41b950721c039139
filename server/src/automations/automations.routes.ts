import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf } from "../platform/index.ts";
import type { AutomationGround } from "./ground.ts";
import { automationsManage, automationsRead } from "./rights.ts";
import { previewRule } from "./rules/preview-rule.ts";
import { type Rule, RuleInput, StepSchema, TriggerSchema } from "./rules/rule.ts";
import { changeRule, createRule, listRules, readRule, removeRule, switchRule } from "./rules/rules.ts";
import { createFromTemplate, listTemplates } from "./rules/templates.ts";
import { RULE_EVENTS } from "./rules/trigger-events.ts";
import { listRuns, retryRun, type ShownRun } from "./runs/list-runs.ts";
import { sweep } from "./runs/sweep.ts";

const Labels = Type.Object({ "pt-BR": Type.String(), en: Type.String(), es: Type.String() });
const rule = {
  id: idSchema("automation"),
  key: Nullable(Type.String({ description: "Of a rule that comes with the product." })),
  name: Type.String(),
  isOn: Type.Boolean(),
  onSince: Nullable(IsoTime),
  revision: Type.Integer(),
  trigger: TriggerSchema,
  condition: Nullable(Type.Unsafe<unknown>({})),
  steps: Type.Array(StepSchema),
};
const RuleSchema = Type.Object(rule);
const count = Type.Integer({ description: "Of the last 30 days." });
const ListedRule = Type.Object({ ...rule, begun: count, done: count, refused: count, dropped: count });
const Log = Type.Object({
  at: Type.String(),
  step: Type.Integer(),
  outcome: OneOf(["done", "by_template", "skipped", "waits", "refused"]),
  code: Type.Optional(Type.String()),
  detail: Type.Optional(Type.String()),
});
const STATES = ["waiting", "done", "refused", "dropped"] as const;
const RunSchema = Type.Object({
  id: idSchema("case"),
  automationId: Type.String(),
  automationName: Type.String(),
  conversationId: Type.String(),
  contactId: Type.String(),
  contactName: Type.String(),
  state: OneOf(STATES),
  step: Type.Integer(),
  dueAt: Nullable(IsoTime),
  reason: Nullable(Type.String({ description: "Why it was dropped or refused: a code." })),
  log: Type.Array(Log),
  begunAt: IsoTime,
  endedAt: Nullable(IsoTime),
});
const PreviewSchema = Type.Object({
  cases: Type.Integer(),
  people: Type.Integer(),
  stopped: Type.Integer({ description: "Cases of people who said no, or are blocked." }),
  days: Type.Array(Type.Object({ day: Type.String(), cases: Type.Integer() })),
  examples: Type.Array(Type.Object({ conversationId: Type.String(), contactName: Type.String(), at: IsoTime })),
});
const params = Type.Object({ automationId: idSchema("automation") });
const paging = { limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) };

/** Rules that act by themselves, and what they did. */
export function automationRoutes(app: App, ground: AutomationGround) {
  const tags = ["Automations"];
  const read = { config: { access: automationsRead } };
  const manage = { config: { access: automationsManage } };
  app.get(
    "/automations",
    {
      ...read,
      schema: {
        tags,
        summary: "Rules in their order, with what they did in 30 days",
        response: { 200: Type.Object({ items: Type.Array(ListedRule) }) },
      },
    },
    async ({ ctx }) => ({
      items: (await listRules(ctx)).map(({ begun, done, refused, dropped, ...one }) => ({
        ...present(one),
        begun,
        done,
        refused,
        dropped,
      })),
    }),
  );
  app.get(
    "/automations/:automationId",
    { ...read, schema: { tags, summary: "One rule", params, response: { 200: RuleSchema } } },
    ({ ctx, params }) => ctx.transaction(async (tx) => present(await readRule(tx, params.automationId))),
  );
  app.post(
    "/automations",
    { ...manage, schema: { tags, summary: "Make a rule; it is off", body: RuleInput, response: { 201: RuleSchema } } },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await createRule(ctx, ground, body))),
  );
  app.put(
    "/automations/:automationId",
    {
      ...manage,
      schema: {
        tags,
        summary: "Change a rule",
        params,
        body: Type.Object(
          { ...RuleInput.properties, revision: Type.Integer({ description: "The one that was read." }) },
          { additionalProperties: false },
        ),
        response: { 200: RuleSchema },
      },
    },
    async ({ ctx, params, body }) => present(await changeRule(ctx, ground, params.automationId, body)),
  );
  app.post(
    "/automations/:automationId/switch",
    {
      ...manage,
      schema: {
        tags,
        summary: "Switch a rule on or off",
        params,
        body: Type.Object({ isOn: Type.Boolean() }, { additionalProperties: false }),
        response: { 200: RuleSchema },
      },
    },
    async ({ ctx, params, body }) => present(await switchRule(ctx, ground, params.automationId, body.isOn)),
  );
  app.delete(
    "/automations/:automationId",
    { ...manage, schema: { tags, summary: "Remove a rule with its log", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeRule(ctx, params.automationId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/automations/preview",
    { ...manage, schema: { tags, summary: "What a rule would have done in 30 days", body: RuleInput, response: { 200: PreviewSchema } } },
    async ({ ctx, body }) => {
      const { examples, ...sums } = await previewRule(ctx, ground, body);
      return { ...sums, examples: examples.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })) };
    },
  );
  app.post(
    "/automations/sweep",
    {
      ...manage,
      schema: {
        tags,
        summary: "Look for cases now",
        response: { 200: Type.Object({ begun: Type.Integer({ description: "New cases." }) }) },
      },
    },
    async ({ ctx }) => ({ begun: await sweep(ground, ctx.workspaceId) }),
  );
  app.get(
    "/automation-templates",
    {
      ...read,
      schema: {
        tags,
        summary: "Rules to begin with that are not there yet",
        response: { 200: Type.Object({ items: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })) }) },
      },
    },
    async ({ ctx }) => ({ items: await listTemplates(ctx) }),
  );
  app.post(
    "/automations/from-template",
    {
      ...manage,
      schema: {
        tags,
        summary: "Make a rule that comes with the product",
        body: Type.Object(
          { template: Type.String({ maxLength: 60, description: "Of `GET /automation-templates`." }) },
          { additionalProperties: false },
        ),
        response: { 201: RuleSchema },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await createFromTemplate(ctx, ground, body.template))),
  );
  app.get(
    "/automation-triggers",
    {
      ...read,
      schema: {
        tags,
        summary: "Events that rules can begin with",
        response: { 200: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), label: Labels })) }) },
      },
    },
    () => ({ items: RULE_EVENTS.map(({ id, label }) => ({ id, label })) }),
  );
  app.get(
    "/automation-runs",
    {
      ...read,
      schema: {
        tags,
        summary: "What rules did, the newest case first",
        querystring: Type.Object({
          automationId: Type.Optional(idSchema("automation")),
          contactId: Type.Optional(idSchema("contact")),
          state: Type.Optional(OneOf(STATES)),
          ...paging,
        }),
        response: { 200: listOf(RunSchema) },
      },
    },
    async ({ ctx, query: { limit = 50, ...asked } }) => {
      const { items, nextCursor } = await listRuns(ctx, { ...asked, limit });
      return { items: items.map(presentRun), nextCursor };
    },
  );
  app.post(
    "/automation-runs/:runId/retries",
    {
      ...manage,
      schema: {
        tags,
        summary: "Try a refused case again, from the step that was refused",
        params: Type.Object({ runId: idSchema("case") }),
        response: { 200: RunSchema },
      },
    },
    async ({ ctx, params }) => presentRun(await retryRun(ctx, params.runId)),
  );
}

const present = ({ onSince, ...rest }: Rule) => ({ ...rest, onSince: onSince?.toISOString() ?? null });
const presentRun = ({ dueAt, begunAt, endedAt, ...run }: ShownRun) => ({
  ...run,
  dueAt: dueAt?.toISOString() ?? null,
  begunAt: begunAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
