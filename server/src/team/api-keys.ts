import { Type } from "typebox";
import { type App, type Ctx, IsoTime, idSchema, makeToken, Nullable, newId, notFound, OneOf, sql } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { ensureScopes } from "./key-scopes.ts";
import { apiKeysManage } from "./own-rights.ts";
import { revoke } from "./revoke.ts";
import type { Rights } from "./rights.ts";
import { rotateApiKey } from "./rotate-key.ts";

export interface NewApiKey {
  name: string;
  scopes: string[];
  expiresAt: Date | null;
}

/** Makes a key; its text is returned here once and stored only as a hash. */
export async function createApiKey(ctx: Ctx, { name, scopes, expiresAt }: NewApiKey): Promise<{ id: string; token: string }> {
  ensureScopes(ctx, scopes);
  const id = newId();
  const { token, hash } = makeToken("api-key", "prosa");
  await ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into api_keys (workspace_id, id, name, prefix, token_hash, scopes, created_by, created_at, expires_at)
      values (${ctx.workspaceId}, ${id}, ${name}, ${token.slice(0, 12)}, ${hash}, ${scopes}, ${ctx.actor.id}, ${ctx.now()}, ${expiresAt})`);
    await recordAudit(tx, ctx, { action: "api_key.created", subjectKind: "api_key", subjectId: id, detail: { name, scopes } });
  });
  return { id, token };
}

const Key = Type.Object({
  id: idSchema("key"),
  name: Type.String(),
  prefix: Type.String(),
  scopes: Type.Array(Type.String()),
  createdAt: IsoTime,
  expiresAt: Nullable(IsoTime),
  lastUsedAt: Nullable(IsoTime),
  formerUntil: Nullable(Type.String({ format: "date-time", description: "Until then the text before the present one holds too." })),
});

/** Keys for machines. Only members make them: a key cannot make keys. */
export function apiKeyRoutes(app: App, { keyScopes }: Pick<Rights, "keyScopes">) {
  const access = { config: { access: apiKeysManage } };
  const Scope = Type.Union(keyScopes.map((scope) => Type.Literal(scope)));
  const Keys = Type.Object({
    items: Type.Array(Key),
    scopes: Type.Array(OneOf(keyScopes), { description: "What a key can be given by somebody who has it." }),
  });
  app.get("/api-keys", { ...access, schema: { tags: ["Team"], summary: "API keys", response: { 200: Keys } } }, async ({ ctx }) => {
    const rows = await ctx.transaction((tx) =>
      tx.many(sql<{
        id: string;
        name: string;
        prefix: string;
        scopes: string[];
        createdAt: Date;
        expiresAt: Date | null;
        lastUsedAt: Date | null;
        formerUntil: Date | null;
      }>`
        select id, name, prefix, scopes, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
          case when former_until > ${ctx.now()} then former_until end as "formerUntil"
        from api_keys where revoked_at is null order by created_at desc limit 500`),
    );
    return {
      items: rows.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt?.toISOString() ?? null,
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        formerUntil: row.formerUntil?.toISOString() ?? null,
      })),
      scopes: [...keyScopes],
    };
  });

  const body = Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 120 }),
      scopes: Type.Array(Scope, { minItems: 1, maxItems: keyScopes.length }),
      expiresAt: Type.Optional(IsoTime),
    },
    { additionalProperties: false },
  );
  app.post(
    "/api-keys",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Make an API key; its text is shown this once",
        body,
        response: { 201: Type.Object({ id: idSchema("key"), token: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { name, scopes, expiresAt } = request.body;
      const key = await createApiKey(request.ctx, { name, scopes, expiresAt: expiresAt === undefined ? null : new Date(expiresAt) });
      return reply.code(201).send(key);
    },
  );

  app.post(
    "/api-keys/:keyId/rotation",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Give an API key a new text; it is shown this once, and the one before holds for some hours more",
        params: Type.Object({ keyId: idSchema("key") }),
        body: Type.Object({ hours: Type.Integer({ minimum: 0, maximum: 168 }) }, { additionalProperties: false }),
        response: { 200: Type.Object({ token: Type.String(), formerUntil: IsoTime }) },
      },
    },
    async ({ ctx, params, body }) => {
      const { token, formerUntil } = await rotateApiKey(ctx, params.keyId, body.hours);
      return { token, formerUntil: formerUntil.toISOString() };
    },
  );

  app.delete(
    "/api-keys/:keyId",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Revoke an API key",
        params: Type.Object({ keyId: idSchema("key") }),
        response: { 200: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }) => {
      await ctx.transaction(async (tx) => {
        const key = await tx.maybeOne(sql<{ madeById: string }>`
          update api_keys set revoked_at = ${ctx.now()} where id = ${params.keyId} and revoked_at is null returning created_by as "madeById"`);
        if (key === null) throw notFound({ what: "API key" });
        await revoke(tx, { workspaceId: ctx.workspaceId, madeById: key.madeById }, "key_revoked", ctx.now());
        await recordAudit(tx, ctx, { action: "api_key.revoked", subjectKind: "api_key", subjectId: params.keyId });
      });
      return { done: true };
    },
  );
}
