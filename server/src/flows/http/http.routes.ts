import { Type } from "typebox";
import {
  type App,
  type Database,
  type GuardedClient,
  IsoTime,
  idSchema,
  Nullable,
  newId,
  OneOf,
  type Secrets,
} from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { ensureFlow } from "../documents/versions.ts";
import { flowParams } from "../flow.schemas.ts";
import { flowsPublish, flowsRead, flowsWrite } from "../rights.ts";
import { type Credential, keepCredential, listCredentials, removeCredential } from "./credentials.ts";
import { makeRequest } from "./make-request.ts";

const tags = ["Flows"];
const closed = { additionalProperties: false };
const CredentialSchema = Type.Object({
  id: idSchema("credential"),
  name: Type.String(),
  header: Type.String(),
  host: Type.String({ description: "The only host that is ever given it." }),
  madeBy: Type.String(),
  createdAt: IsoTime,
});
const NewCredential = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }),
    header: Type.String({ maxLength: 80, pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$", description: "`Authorization`, say." }),
    value: Type.String({
      minLength: 1,
      maxLength: 4000,
      pattern: "^[\\t\\x20-\\x7e]+$",
      description: "What stands in that header. It is never shown again.",
    }),
    host: Type.String({
      maxLength: 253,
      pattern: "^[A-Za-z0-9.-]+$",
      description: "`api.example.com`: the only host that is ever given it.",
    }),
  },
  closed,
);
const Request = Type.Object(
  {
    method: OneOf(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    url: Type.String({ minLength: 1, maxLength: 4000 }),
    headers: Type.Optional(
      Type.Array(Type.Object({ name: Type.String({ maxLength: 80 }), value: Type.String({ maxLength: 4000 }) }, closed), { maxItems: 50 }),
    ),
    body: Type.Optional(Nullable(Type.String({ maxLength: 200_000 }))),
    credentialId: Type.Optional(Nullable(idSchema("credential"))),
    timeoutSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  },
  closed,
);

/** What HTTP blocks log in with, and one request tried by hand. */
export function httpRoutes(app: App, parts: { db: Database; http: GuardedClient; secrets: Secrets }) {
  app.get(
    "/flow-credentials",
    {
      config: { access: flowsRead },
      schema: {
        tags,
        summary: "What HTTP blocks can log in with, without the secrets",
        response: { 200: Type.Object({ items: Type.Array(CredentialSchema) }) },
      },
    },
    async ({ ctx }) => ({ items: (await listCredentials(ctx)).map(present) }),
  );

  app.post(
    "/flow-credentials",
    {
      config: { access: flowsPublish },
      schema: { tags, summary: "Keep what an HTTP block logs in with", body: NewCredential, response: { 201: CredentialSchema } },
    },
    async ({ ctx, body }, reply) =>
      reply.code(201).send(present(await keepCredential(ctx, parts.secrets, { ...body, name: body.name.trim() }))),
  );

  app.delete(
    "/flow-credentials/:credentialId",
    {
      config: { access: flowsPublish },
      schema: {
        tags,
        summary: "Forget it; blocks that name it fail from now on",
        params: Type.Object({ credentialId: idSchema("credential") }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params }, reply) => {
      await removeCredential(ctx, params.credentialId);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/flows/:flowId/try-request",
    {
      config: { access: flowsWrite },
      schema: {
        tags,
        summary: "Call an address as an HTTP block would, from the test panel",
        description: "Really called, once: public addresses only. `ok` is what the block would take as done.",
        params: flowParams,
        body: Request,
        response: {
          200: Type.Object({
            ok: Type.Boolean(),
            reason: Nullable(Type.String()),
            value: Type.Unknown(),
            milliseconds: Type.Integer(),
          }),
        },
      },
    },
    async ({ ctx, params, body: { headers = [], body = null, credentialId = null, timeoutSeconds = 10, ...request } }) => {
      await ctx.transaction(async (tx) => {
        await ensureFlow(tx, params.flowId);
        const detail = { method: request.method, host: URL.canParse(request.url) ? new URL(request.url).host : null };
        await recordAudit(tx, ctx, { action: "flow.request_tried", subjectKind: "flow", subjectId: params.flowId, detail });
      });
      const begun = performance.now();
      const wanted = { ...request, headers, body, credentialId, timeoutSeconds };
      const { mayRetry: _mayRetry, ...result } = await makeRequest(parts, ctx.workspaceId, wanted, newId());
      return {
        ok: result.ok,
        reason: result.ok ? null : result.reason,
        value: result.value ?? null,
        milliseconds: Math.round(performance.now() - begun),
      };
    },
  );
}

const present = ({ createdAt, ...one }: Credential) => ({ ...one, createdAt: createdAt.toISOString() });
