import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, notFound, OneOf } from "../../platform/index.ts";
import { may, readWorkspace } from "../../team/index.ts";
import { CALL_PURPOSES } from "../closed-sets.ts";
import { PRICES_OF } from "../models/default-prices.ts";
import { keepPrices, readPrices } from "../models/prices.ts";
import { aiProviders, aiRead, aiReadTexts } from "../rights.ts";
import { listCalls, readRun, readToolRuns, readTurn, readWords, type ShownCall } from "./calls.ts";
import { keepAiSettings, readAiSettings } from "./settings.ts";
import { monthOf, readSpend } from "./spend.ts";

const closed = { additionalProperties: false } as const;
const tags = ["AI models"];
const cents = (description: string) => Nullable(Type.Integer({ minimum: 0, maximum: 100_000_000_000, description }));
const settings = {
  rate: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000, description: "Millionths of the workspace's currency for a US dollar." }),
  monthLimit: cents("Cents a month, after which no model is asked; null: none."),
  alertAt: cents("Cents a month, over which administrators are told; null: never."),
  conversationLimit: cents("Cents of answers in a conversation, after which a person goes on; null: none."),
  keepsTexts: Type.Boolean({ description: "Whether what was sent and answered is kept." }),
  redacts: Type.Boolean({ description: "Telephones, mail addresses and papers' numbers are masked in it." }),
  keepDays: Type.Integer({ minimum: 1, maximum: 365 }),
};
const Settings = Type.Object(settings);
const SettingsChange = Type.Object(Type.Partial(Settings).properties, { ...closed, minProperties: 1 });
const price = {
  model: Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" }),
  input: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: "Millionths of a US dollar for a million tokens." }),
  output: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: "As `input`." }),
};
const Prices = Type.Object({
  items: Type.Array(Type.Object({ ...price, isOwn: Type.Boolean() })),
  asOf: Type.String({ description: "Month of the program's own prices." }),
});
const CallSchema = Type.Object({
  id: idSchema("call"),
  runId: idSchema("run: calls of one turn have one"),
  purpose: OneOf(CALL_PURPOSES),
  agentId: Nullable(idSchema("agent")),
  agentName: Nullable(Type.String()),
  agentVersion: Nullable(Type.Integer()),
  conversationId: Nullable(idSchema("conversation")),
  contactName: Nullable(Type.String()),
  messageId: Nullable(idSchema("message that it was said in")),
  askedBy: Nullable(Type.String()),
  provider: Type.String(),
  model: Type.String(),
  inputTokens: Type.Integer(),
  outputTokens: Type.Integer(),
  cost: Nullable(Type.Number({ description: "Millionths of the workspace's currency; null where the model has no price." })),
  tookMs: Type.Integer(),
  attempt: Type.Integer(),
  outcome: Type.String({ description: "`answered`, or why not." }),
  cameTo: Nullable(Type.String({ description: "What the turn did, or why nothing was said." })),
  askedAt: IsoTime,
});
const ToolRunSchema = Type.Object({
  tool: Type.String(),
  state: OneOf(["done", "refused", "waiting", "declined"], { description: "`waiting`: the contact is asked for a yes." }),
  input: Type.Unknown({ description: "Null for those who may not read words." }),
  output: Type.Unknown({ description: "As `input`." }),
  tookMs: Type.Integer(),
  wantedAt: IsoTime,
});
const TurnSchema = Type.Object({
  did: Type.String(),
  reason: Nullable(Type.String()),
  certainty: Nullable(Type.Number()),
  sources: Type.Array(
    Type.Object({
      documentId: idSchema("document"),
      passageId: idSchema("passage"),
      version: Type.Integer(),
      title: Type.String(),
      heading: Type.String(),
    }),
  ),
});
const Words = Type.Object({ callId: idSchema("call"), asked: Type.Unknown(), answered: Type.String() });

/** What models were asked, what it cost, and what it may cost. */
export function logRoutes(app: App) {
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiProviders } };
  app.get(
    "/ai-calls",
    {
      ...read,
      schema: {
        tags,
        summary: "Requests to models, the newest first",
        querystring: Type.Object(
          {
            purpose: Type.Optional(OneOf(CALL_PURPOSES)),
            agentId: Type.Optional(idSchema("agent")),
            conversationId: Type.Optional(idSchema("conversation")),
            failed: Type.Optional(Type.Boolean()),
            limit: Type.Optional(limitSchema),
            cursor: Type.Optional(cursorSchema),
          },
          closed,
        ),
        response: { 200: listOf(CallSchema) },
      },
    },
    ({ ctx, query }) =>
      ctx.transaction(async (tx) => {
        const { items, nextCursor } = await listCalls(tx, ctx.actor, { ...query, limit: query.limit ?? 50 });
        return { items: items.map(present), nextCursor };
      }),
  );
  app.get(
    "/ai-runs/:runId",
    {
      ...read,
      schema: {
        tags,
        summary: "All requests of one turn",
        description: "With their words for those who have `ai.read_texts`, as long as they are kept; else `words` is null.",
        params: Type.Object({ runId: idSchema("run") }),
        response: {
          200: Type.Object({
            calls: Type.Array(CallSchema),
            tools: Type.Array(ToolRunSchema),
            turn: Nullable(TurnSchema),
            words: Nullable(Type.Array(Words)),
          }),
        },
      },
    },
    ({ ctx, params }) =>
      ctx.transaction(async (tx) => {
        const calls = await readRun(tx, ctx.actor, params.runId);
        if (calls.length === 0) throw notFound({ what: "run" });
        const words = may(ctx.actor, aiReadTexts)
          ? await readWords(
              tx,
              calls.map(({ id }) => id),
            )
          : null;
        const tools = (await readToolRuns(tx, params.runId)).map(({ input, output, wantedAt, ...one }) => ({
          ...{ ...one, wantedAt: wantedAt.toISOString() },
          ...(words === null ? { input: null, output: null } : { input, output }),
        }));
        return { calls: calls.map(present), tools, turn: await readTurn(tx, params.runId), words };
      }),
  );
  app.get(
    "/ai-spend",
    {
      ...read,
      schema: {
        tags,
        summary: "What models cost this month",
        response: {
          200: Type.Object({
            month: Type.String(),
            currency: Type.String(),
            cost: Type.Number({ description: "Millionths of the currency." }),
            calls: Type.Integer(),
            unpriced: Type.Integer({ description: "Calls of models without a price: in no sum." }),
          }),
        },
      },
    },
    ({ ctx }) =>
      ctx.transaction(async (tx) => ({
        month: await monthOf(tx, ctx.now()),
        currency: (await readWorkspace(tx)).currency,
        ...(await readSpend(tx, ctx.now())),
      })),
  );
  app.get(
    "/ai-settings",
    { ...read, schema: { tags, summary: "What may be spent, and what is kept", response: { 200: Settings } } },
    ({ ctx }) => ctx.transaction(readAiSettings),
  );
  app.patch(
    "/ai-settings",
    { ...write, schema: { tags, summary: "Change what may be spent and what is kept", body: SettingsChange, response: { 200: Settings } } },
    ({ ctx, body }) => keepAiSettings(ctx, body),
  );
  app.get("/ai-prices", { ...read, schema: { tags, summary: "What models cost", response: { 200: Prices } } }, async ({ ctx }) => ({
    items: await ctx.transaction(readPrices),
    asOf: PRICES_OF,
  }));
  app.put(
    "/ai-prices",
    {
      ...write,
      schema: {
        tags,
        summary: "Replace the workspace's own prices; other models keep those of the program",
        body: Type.Object({ items: Type.Array(Type.Object(price, closed), { maxItems: 200 }) }, closed),
        response: { 200: Prices },
      },
    },
    async ({ ctx, body }) => ({ items: await keepPrices(ctx, body.items), asOf: PRICES_OF }),
  );
}

const present = ({ askedAt, ...call }: ShownCall) => ({ ...call, askedAt: askedAt.toISOString() });
