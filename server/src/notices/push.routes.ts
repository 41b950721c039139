import { Type } from "typebox";
import {
  type AddressGuard,
  AddressRefused,
  type App,
  defineError,
  IsoTime,
  idSchema,
  isPushKeys,
  listOf,
  Nullable,
  newId,
  notFound,
  publicPushKey,
  type Secrets,
  sql,
} from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { authPlace, endpointPlace, hashEndpoint, pushKeyOf } from "./push.ts";

const badSubscription = defineError(
  "team.bad_push_subscription",
  400,
  "This is no subscription of a browser's push service. Switch notices off and on again in this browser.",
);
const tooMany = defineError("team.too_many_push_subscriptions", 409, "You have notices on in 20 browsers. Switch them off in one first.");
const MAX_SUBSCRIPTIONS = 20;

const Subscription = Type.Object({
  id: idSchema("push subscription"),
  device: Type.String(),
  createdAt: IsoTime,
  lastSentAt: Nullable(IsoTime),
});

interface Row {
  id: string;
  device: string;
  createdAt: Date;
  lastSentAt: Date | null;
}

const present = (row: Row) => ({ ...row, createdAt: row.createdAt.toISOString(), lastSentAt: row.lastSentAt?.toISOString() ?? null });

/** Notices in the browsers of whoever is signed in. */
export function pushRoutes(app: App, { secrets, reach }: { secrets: Secrets; reach: AddressGuard }) {
  const own = { config: { access: "member" as const } };

  app.get(
    "/push/key",
    {
      ...own,
      schema: {
        tags: ["Team"],
        summary: "The key that a browser subscribes to",
        response: { 200: Type.Object({ publicKey: Type.String() }) },
      },
    },
    async ({ ctx }) => ({ publicKey: publicPushKey(await ctx.transaction((tx) => pushKeyOf(tx, secrets, ctx.workspaceId))) }),
  );

  app.get(
    "/push/subscriptions",
    { ...own, schema: { tags: ["Team"], summary: "Browsers that show me notices", response: { 200: listOf(Subscription) } } },
    async ({ ctx }) => {
      const rows = await ctx.transaction((tx) =>
        tx.many(sql<Row>`
          select id, device, created_at as "createdAt", last_sent_at as "lastSentAt" from push_subscriptions where member_id = ${ctx.actor.id} order by created_at limit ${MAX_SUBSCRIPTIONS}`),
      );
      return { items: rows.map(present), nextCursor: null };
    },
  );

  const body = Type.Object(
    {
      endpoint: Type.String({ minLength: 12, maxLength: 1000 }),
      keys: Type.Object({ p256dh: Type.String({ maxLength: 100 }), auth: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
      device: Type.String({ minLength: 1, maxLength: 120 }),
    },
    { additionalProperties: false },
  );
  app.post(
    "/push/subscriptions",
    { ...own, schema: { tags: ["Team"], summary: "Show me notices in this browser", body, response: { 201: Subscription } } },
    async ({ ctx, body: { endpoint, keys, device } }, reply) => {
      await checkEndpoint(endpoint);
      if (!isPushKeys(keys)) throw badSubscription();
      const row = await ctx.transaction(async (tx) => {
        const hash = hashEndpoint(endpoint);
        // A browser belongs to whoever uses it now.
        await tx.run(sql`delete from push_subscriptions where workspace_id = ${ctx.workspaceId} and endpoint_hash = ${hash}`);
        const { count } = await tx.one(
          sql<{ count: number }>`select count(*)::int as count from push_subscriptions where member_id = ${ctx.actor.id}`,
        );
        if (count >= MAX_SUBSCRIPTIONS) throw tooMany();
        const id = newId();
        const sealed = {
          endpoint: secrets.encrypt(endpoint, endpointPlace(ctx.workspaceId, id)),
          auth: secrets.encrypt(keys.auth, authPlace(ctx.workspaceId, id)),
        };
        await recordAudit(tx, ctx, { action: "push.subscribed", subjectKind: "push_subscription", subjectId: id, detail: { device } });
        return tx.one(sql<Row>`
          insert into push_subscriptions (workspace_id, id, member_id, endpoint, endpoint_hash, public_key, auth_secret, device, created_at)
          values (${ctx.workspaceId}, ${id}, ${ctx.actor.id}, ${sealed.endpoint}, ${hash}, ${keys.p256dh}, ${sealed.auth}, ${device}, ${ctx.now()})
          returning id, device, created_at as "createdAt", last_sent_at as "lastSentAt"`);
      });
      return reply.code(201).send(present(row));
    },
  );

  app.delete(
    "/push/subscriptions/:subscriptionId",
    {
      ...own,
      schema: {
        tags: ["Team"],
        summary: "No notices in that browser any more",
        params: Type.Object({ subscriptionId: idSchema("push subscription") }),
        response: { 200: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }) => {
      const gone = await ctx.transaction((tx) =>
        tx.run(sql`delete from push_subscriptions where id = ${params.subscriptionId} and member_id = ${ctx.actor.id}`),
      );
      if (gone === 0) throw notFound({ what: "push subscription" });
      return { done: true };
    },
  );

  /** Anybody can send any address: it must be a public one now, and is checked again with every push. */
  async function checkEndpoint(endpoint: string): Promise<void> {
    if (!URL.canParse(endpoint)) throw badSubscription();
    const { protocol, hostname, port, username, password } = new URL(endpoint);
    try {
      const { isTrusted } = await reach(hostname.replace(/^\[|\]$/g, ""), Number(port || (protocol === "https:" ? 443 : 80)));
      if ((protocol !== "https:" && !isTrusted) || username !== "" || password !== "") throw badSubscription();
    } catch (error) {
      if (error instanceof AddressRefused || (error as { code?: string }).code === "ENOTFOUND") throw badSubscription();
      throw error;
    }
  }
}
