import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import {
  type App,
  AppError,
  type Clock,
  type Config,
  type Database,
  type GuardedClient,
  idSchema,
  Nullable,
  publicRoute,
  type Secrets,
  sql,
} from "../../platform/index.ts";
import { addressBlock } from "../attempts.ts";
import { recordSystemAudit } from "../audit.ts";
import { ensureSameOrigin } from "../authenticate.ts";
import type { Login } from "../login.ts";
import { noProvider, signOnLost } from "./errors.ts";
import { beginSignOn, finishSignOn } from "./exchange.ts";
import { PENDING_MINUTES, type Pending, pendingCookie, readPending, SIGN_ON_PATH } from "./pending.ts";
import { acceptInvitation, findLinked, linkMember } from "./people.ts";
import { listProviders, type OpenProvider, openProvider, readProvider } from "./provider.ts";

export interface SignOnParts {
  db: Database;
  clock: Clock;
  config: Config;
  login: Login;
  http: GuardedClient;
  secrets: Secrets;
}

/** Twice what a password is given: each sign-in asks two times. */
const limited = {
  config: {
    ...publicRoute,
    rateLimit: { max: 20, timeWindow: 60_000, keyGenerator: (request: FastifyRequest) => addressBlock(request.ip) },
  },
};

const Url = Type.Object({ url: Type.String({ description: "Send the browser there." }) });
const OwnAddress = Type.String({ pattern: "^/(?![/\\\\])[^\\s]*$", maxLength: 500 });
const Begin = Type.Object(
  {
    providerId: idSchema("provider"),
    next: Type.Optional(OwnAddress),
    invitation: Type.Optional(Type.String({ pattern: "^invite_[A-Za-z0-9_-]{43}$" })),
  },
  { additionalProperties: false },
);

/** Signing in by the provider of logins that a workspace set. */
export function signOnRoutes(app: App, parts: SignOnParts) {
  const { db, clock, config, http, secrets } = parts;

  app.get(
    "/login/single-sign-on/providers",
    {
      ...limited,
      schema: {
        tags: ["Login"],
        summary: "By which providers one can sign in here",
        response: { 200: Type.Object({ items: Type.Array(Type.Object({ id: idSchema("provider"), label: Type.String() })) }) },
      },
    },
    async () => ({ items: await listProviders(db) }),
  );

  app.post(
    "/login/single-sign-on",
    { ...limited, schema: { tags: ["Login"], summary: "Begin to sign in by a provider", body: Begin, response: { 200: Url } } },
    async (request, reply) => {
      ensureSameOrigin(request, config);
      const provider = await openProvider(db, secrets, request.body.providerId);
      if (provider === null) throw noProvider();
      return { url: await begin(provider, request.body, reply) };
    },
  );

  app.get(
    "/me/single-sign-on",
    {
      config: { access: "member" },
      schema: {
        tags: ["Login"],
        summary: "Whether a login of the workspace's provider is linked with me",
        response: {
          200: Type.Object({ label: Nullable(Type.String({ description: "Null: there is no provider." })), isLinked: Type.Boolean() }),
        },
      },
    },
    ({ ctx }) =>
      ctx.transaction(async (tx) => {
        const provider = await readProvider(tx);
        const linked = await tx.maybeOne(sql<{ subject: string }>`
          select subject from sign_on_identities where member_id = ${ctx.actor.id} and issuer = ${provider?.issuer ?? ""}`);
        return { label: provider?.label ?? null, isLinked: linked !== null };
      }),
  );

  app.post(
    "/me/single-sign-on",
    {
      config: { access: "member" },
      schema: { tags: ["Login"], summary: "Link a login of the workspace's provider with me", response: { 200: Url } },
    },
    async ({ ctx }, reply) => {
      const known = await ctx.transaction(readProvider);
      const provider = known === null ? null : await openProvider(db, secrets, known.id);
      if (provider === null || ctx.actor.kind !== "member") throw noProvider();
      return { url: await begin(provider, { providerId: provider.id, memberId: ctx.actor.id ?? "", next: "/settings/security" }, reply) };
    },
  );

  // For browsers that a provider sends back, and no part of the API: it has no schema, because providers add words of their own to the
  // address. What went wrong is said by the page that the browser is sent on to.
  app.get("/login/single-sign-on/return", limited, async (request, reply) => {
    const pending = readPending(request.headers.cookie, secrets, clock.now());
    reply.header("set-cookie", pendingCookie(null, secrets, isSecure(config)));
    try {
      if (pending === null) throw signOnLost();
      await arrive(parts, pending, request, reply);
      return reply.redirect(config.publicUrl + (pending.next ?? "/"));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const page = pending?.memberId === undefined ? "/login" : "/settings/security";
      return reply.redirect(`${config.publicUrl}${page}?problem=${encodeURIComponent(error.code)}`);
    }
  });

  async function begin(
    provider: OpenProvider,
    asked: Pick<Pending, "providerId" | "next" | "invitation" | "memberId">,
    reply: FastifyReply,
  ) {
    const { url, kept } = await beginSignOn(http, provider, `${config.publicUrl}${SIGN_ON_PATH}/return`);
    const until = new Date(clock.now().getTime() + PENDING_MINUTES * 60_000).toISOString();
    reply.header("set-cookie", pendingCookie({ ...asked, ...kept, until }, secrets, isSecure(config)));
    return url;
  }
}

const isSecure = ({ publicUrl }: Config) => publicUrl.startsWith("https:");

/** Lets in whoever the provider says it is, or links them. @throws {AppError} of whatever was wrong; it is in the audit log then */
async function arrive(parts: SignOnParts, pending: Pending, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { db, clock, config, login, http, secrets } = parts;
  const provider = await openProvider(db, secrets, pending.providerId);
  if (provider === null) throw noProvider();
  const { workspaceId, issuer } = provider;
  const note = (action: string, memberId: string | null, detail: Record<string, unknown>) =>
    db.inWorkspace(workspaceId, (tx) =>
      recordSystemAudit(
        tx,
        { workspaceId, now: clock.now() },
        {
          action,
          subjectKind: memberId === null ? "workspace" : "member",
          subjectId: memberId ?? workspaceId,
          detail: { ...detail, ipAddress: request.ip },
        },
      ),
    );
  try {
    const identity = await finishSignOn(http, provider, pending, config.publicUrl + request.url);
    if (pending.memberId !== undefined) return await linkMember(parts, workspaceId, identity, pending.memberId);
    const person =
      pending.invitation === undefined
        ? await findLinked(parts, workspaceId, identity)
        : await acceptInvitation(parts, workspaceId, identity, pending.invitation);
    reply.header("set-cookie", await login.openBoundSession(request, person.userId, workspaceId));
    await note("login.signed_in", person.memberId, { issuer });
  } catch (error) {
    if (error instanceof AppError)
      await note("login.sign_on_failed", null, { issuer, problem: error.code, because: reasonOf(error.cause) });
    throw error;
  }
}

/** In the words of who found it. */
const reasonOf = (cause: unknown): string | null => (cause instanceof Error ? cause.message.slice(0, 300) : null);
