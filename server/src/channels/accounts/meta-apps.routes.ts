import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable } from "../../platform/index.ts";
import type { AdapterTools } from "../adapters/adapter.ts";
import { channelsManage, channelsRead } from "../rights.ts";
import type { MetaAppRecord, MetaAppStore } from "./meta-apps.ts";

const MetaApp = Type.Object({
  id: idSchema("Meta app"),
  name: Type.String(),
  appId: Type.String({ description: "Meta's id of it." }),
  webhookUrl: Type.String({ description: "The one address to which Meta sends webhooks of all its accounts." }),
  lastHeardAt: Nullable(IsoTime),
  createdAt: IsoTime,
  unowned: Type.Array(Type.Object({ kind: Type.String(), account: Type.String() }), {
    description: "Accounts that came by it and that no channel of it has; their bodies wait among the failed events. At most 50.",
  }),
});

const Name = Type.String({ minLength: 1, maxLength: 120 });
const Secret = Type.String({ minLength: 1, maxLength: 400 });
const params = Type.Object({ metaAppId: idSchema("Meta app") });

/** Apps at Meta, each with one address for all numbers, pages and accounts. Secrets go in and never come out. */
export function metaAppRoutes(app: App, { metaApps, tools }: { metaApps: MetaAppStore; tools: AdapterTools }) {
  const present = ({ unowned, ...record }: MetaAppRecord) => ({
    ...record,
    webhookUrl: tools.webhookUrl(record.id),
    lastHeardAt: record.lastHeardAt?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
    unowned: unowned.map((one) => {
      const [kind = "", ...account] = one.split(" ");
      return { kind, account: account.join(" ") };
    }),
  });
  const manage = { config: { access: channelsManage } };

  app.get(
    "/meta-apps",
    {
      config: { access: channelsRead },
      schema: {
        tags: ["Channels"],
        summary: "Connected apps at Meta",
        response: { 200: Type.Object({ items: Type.Array(MetaApp), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async ({ ctx }) => ({ items: (await metaApps.list(ctx)).map(present), nextCursor: null }),
  );

  const body = Type.Object(
    { name: Name, appId: Type.String({ pattern: "^\\d{1,40}$" }), appSecret: Secret, verifyToken: Secret },
    { additionalProperties: false },
  );
  app.post(
    "/meta-apps",
    { ...manage, schema: { tags: ["Channels"], summary: "Connect an app at Meta", body, response: { 201: MetaApp } } },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await metaApps.create(ctx, body))),
  );

  const change = Type.Object(
    { name: Type.Optional(Name), appSecret: Type.Optional(Secret), verifyToken: Type.Optional(Secret) },
    { additionalProperties: false },
  );
  app.patch(
    "/meta-apps/:metaAppId",
    { ...manage, schema: { tags: ["Channels"], summary: "Change an app at Meta", params, body: change, response: { 200: MetaApp } } },
    async ({ ctx, params, body }) => present(await metaApps.update(ctx, params.metaAppId, body)),
  );

  app.delete(
    "/meta-apps/:metaAppId",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Remove an app at Meta by which no channel comes",
        params,
        response: { 200: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }) => {
      await metaApps.remove(ctx, params.metaAppId);
      return { done: true };
    },
  );
}
