import { Type } from "typebox";
import { type App, type Ctx, IsoTime, idSchema, Nullable, newId, OneOf } from "../../platform/index.ts";
import { PROVIDER_KINDS } from "../closed-sets.ts";
import { checkProvider, type ModelGround } from "../models/call-model.ts";
import { aiProviders, aiRead } from "../rights.ts";
import {
  changeProvider,
  makeProvider,
  openProvider,
  orderProviders,
  readProviders,
  removeProvider,
  type ShownProvider,
} from "./provider.ts";

const model = Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" });
const written = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
  kind: OneOf(PROVIDER_KINDS, { description: "By whose protocol it is asked. `compatible`: any server that speaks OpenAI's." }),
  address: Type.String({
    minLength: 8,
    maxLength: 500,
    pattern: "^https?://",
    description: "Up to the version, `https://api.openai.com/v1`. A private one has to be in PROSA_ALLOWED_HOSTS.",
  }),
  answerModel: model,
  simpleModel: model,
  isActive: Type.Boolean(),
};
const key = Type.Optional(Type.String({ maxLength: 500, description: "Left out: the one that is kept; empty: none." }));
const closed = { additionalProperties: false } as const;
const Input = Type.Object({ ...written, key }, closed);
const Change = Type.Object({ ...Type.Partial(Type.Object(written)).properties, key }, { ...closed, minProperties: 1 });
const Shown = Type.Object({
  id: idSchema("provider"),
  ...written,
  hasKey: Type.Boolean(),
  problem: Nullable(Type.String({ description: "Why the last call failed." })),
  closedUntil: Nullable(IsoTime),
  checkedAt: Nullable(IsoTime),
});
const Items = Type.Object({ items: Type.Array(Shown) });
const params = Type.Object({ providerId: idSchema("provider") });

/** Who has models that may be asked, in which order, with which key. */
export function providerRoutes(app: App, ground: ModelGround) {
  const tags = ["AI models"];
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiProviders } };
  const { secrets } = ground;
  app.get(
    "/ai-providers",
    { ...read, schema: { tags, summary: "Providers of models, the first to be asked first", response: { 200: Items } } },
    async ({ ctx }) => ({ items: (await ctx.transaction(readProviders)).map(present) }),
  );
  app.post(
    "/ai-providers",
    {
      ...write,
      schema: {
        tags,
        summary: "Set a provider up, asked after the others",
        description: "The key is kept encrypted and never shown. Another address wants it again.",
        body: Input,
        response: { 201: Shown },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await makeProvider(ctx, secrets, { ...body, name: body.name.trim() }))),
  );
  app.put(
    "/ai-providers/order",
    {
      ...write,
      schema: {
        tags,
        summary: "Say who is asked first",
        body: Type.Object({ ids: Type.Array(idSchema("provider"), { maxItems: 10, uniqueItems: true }) }, closed),
        response: { 200: Items },
      },
    },
    async ({ ctx, body }) => ({ items: (await orderProviders(ctx, body.ids)).map(present) }),
  );
  app.patch(
    "/ai-providers/:providerId",
    { ...write, schema: { tags, summary: "Change a provider, or switch it off", params, body: Change, response: { 200: Shown } } },
    async ({ ctx, params, body }) => present(await changeProvider(ctx, secrets, params.providerId, body)),
  );
  app.delete(
    "/ai-providers/:providerId",
    { ...write, schema: { tags, summary: "Remove a provider and its key", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeProvider(ctx, params.providerId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/ai-providers/:providerId/check",
    {
      ...write,
      schema: {
        tags,
        summary: "Ask it for a word, by each of its models",
        params,
        response: { 200: Type.Object({ works: Type.Boolean(), reason: Nullable(Type.String()) }) },
      },
    },
    async ({ ctx, params }) => {
      const provider = await ctx.transaction((tx) => openProvider(tx, secrets, ctx.workspaceId, params.providerId));
      const reason = await checkProvider(ground, provider, aWord(ctx));
      return { works: reason === null, reason };
    },
  );
}

const aWord = ({ workspaceId, actor }: Ctx) => ({
  workspaceId,
  purpose: "check" as const,
  size: "answer" as const,
  runId: newId(),
  ...{ agentId: null, agentVersion: null, conversationId: null, askedBy: actor.name },
  withinMs: 20_000,
  instructions: "Answer with the one word OK.",
  messages: [{ role: "user" as const, content: "OK?" }],
  tools: [],
  output: null,
  maxOutputTokens: 200,
});

const present = ({ closedUntil, checkedAt, ...provider }: ShownProvider) => ({
  ...provider,
  closedUntil: closedUntil?.toISOString() ?? null,
  checkedAt: checkedAt?.toISOString() ?? null,
});
