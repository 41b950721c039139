import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchema,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from "fastify";
import { ConditionError } from "../../../../rules/validate.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { type Actor, type Ctx, createCtx } from "../ctx.ts";
import { isDatabaseAway, isUnstorable } from "../database-errors.ts";
import type { Database } from "../db.ts";
import { AppError, bodyTooLarge, internalError, invalidRequest, malformedBody, notFound, tooManyRequests, unavailable } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { cleanBody } from "./clean-text.ts";
import { compressAnswer } from "./compress.ts";
import { asksForPage, sendPage } from "./page.ts";
import type { Right, RightsBook } from "./right.ts";
import { createSchemaCompilers } from "./schema-compilers.ts";
import { ProblemSchema } from "./schemas.ts";

/** Who may call a route. A route under `/api/` without one does not start. */
type RouteAccess =
  /** Whoever has this right. */
  | Right
  /** Everyone who is signed in, whatever their role. */
  | "member"
  /** The same, and whoever is not let in yet by what their workspace asks of them: a second factor, or where they come from. */
  | "before_rules"
  /** Nobody is asked who they are; the reason stands beside the route. */
  | "public";

declare module "fastify" {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
  interface FastifyRequest {
    ctx: Ctx;
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export const publicRoute = { access: "public" } as const;

/** Finds out who asks; throws the error that the caller shall see when it is nobody we know. */
type Authenticate = (request: FastifyRequest, options: { beforeRules: boolean }) => Promise<{ workspaceId: string; actor: Actor }>;

interface Options {
  config: Config;
  clock: Clock;
  db: Database;
  log: Logger;
  metrics: Metrics;
  authenticate: Authenticate;
  rights: RightsBook;
}

const API_LIMIT_PER_SECOND = 100;
const API_BODY_BYTES = 1024 * 1024;

/** The HTTP server with everything that all routes share: limits, headers, login, validation, errors, documents. */
export async function createHttpServer({ config, clock, db, log, metrics, authenticate, rights }: Options): Promise<App> {
  const app = fastify({
    loggerInstance: log as unknown as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    bodyLimit: API_BODY_BYTES,
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: createSchemaCompilers() },
    trustProxy: config.trustedProxies.length === 0 ? false : config.trustedProxies,
    requestTimeout: 60_000,
    return503OnClosing: true,
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App;

  app.decorateRequest("ctx", null as unknown as Ctx);
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    // Without the built interface there is no page to send: in tests, say.
    asksForPage(request) && app.hasReplyDecorator("sendFile")
      ? sendPage(reply)
      : answerError(notFound({ what: "address" }), request, reply),
  );
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    // No text of ours holds NUL, and no file has it in its name.
    if (request.url.includes("%00"))
      throw invalidRequest({ problems: [{ path: "address", problem: "must not hold the character U+0000" }] });
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    if (route.startsWith("/webhooks/")) return;
    metrics.httpSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    request.log.debug({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "request");
  });

  app.addHook("onSend", compressAnswer);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Component libraries position their layers by style attributes; no style sheet comes from elsewhere.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: config.publicUrl.startsWith("https:") ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "same-origin" },
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) => tooManyRequests({ retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  });
  await app.register(swagger, {
    hideUntagged: true, // pages, health and webhooks are not the API
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Prosa API",
        version: "1",
        description: "Everything that the interface does. Errors are problem details (RFC 9457) with stable codes.",
      },
      servers: [{ url: config.publicUrl }],
      components: {
        securitySchemes: {
          key: { type: "http", scheme: "bearer", description: "An API key (Settings, API keys)." },
          session: { type: "apiKey", in: "cookie", name: "prosa.session_token" },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json["$id"] ?? `schema${index}`) },
  });
  app.addSchema(ProblemSchema);

  // Many clients name the type also where they send nothing: then there is no body, and a route that needs one says so.
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) =>
    body === "" ? done(null, undefined) : parseJson(request, body, (error, parsed) => done(error, cleanBody(body, parsed))),
  );

  app.addHook("onRoute", (route) => {
    if (!route.url.startsWith("/api/")) return;
    const access = route.config?.access;
    if (access === undefined) throw new Error(`${String(route.method)} ${route.url} does not say who may call it`);
    if (typeof access === "object" && !rights.knows(access))
      throw new Error(`${String(route.method)} ${route.url} needs the right "${access.name}", which is in no room's list`);
    const response = (route.schema?.response ?? {}) as Record<string, unknown>;
    if (route.schema === undefined) return;
    // A filter that is misspelt is told so; left out silently, it would answer with what nobody asked for.
    const querystring = { ...(route.schema.querystring ?? { type: "object", properties: {} }), additionalProperties: false };
    route.schema = {
      ...route.schema,
      querystring,
      response: { ...response, "4xx": { $ref: "Problem#" }, "5xx": { $ref: "Problem#" } },
      "x-access": typeof access === "object" ? access.name : access,
    } as FastifySchema; // the document's own words begin with "x-"; the type does not know them
  });
  app.addHook("onRequest", async (request) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === "public") return;
    const { workspaceId, actor } = await authenticate(request, { beforeRules: access === "before_rules" });
    if (typeof access === "object") rights.require(actor, access);
    request.ctx = createCtx({ db, clock, log, workspaceId, actor: { ...actor, ipAddress: request.ip }, correlationId: request.id });
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs/api",
    staticCSP:
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    uiConfig: { docExpansion: "list" },
  });
  app.get("/api/v1/openapi.json", { config: publicRoute, schema: { hide: true } }, async () => app.swagger());
  return app;
}

/** At most `limit` requests a second for one key, session or address. */
export const apiRateLimit = {
  max: API_LIMIT_PER_SECOND,
  timeWindow: 1_000,
  keyGenerator: (request: FastifyRequest) => (request.ctx as Ctx | null)?.actor.id ?? request.ip,
};

function answerError(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) {
  const known = asAppError(error);
  if (known.status >= 500) request.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, "a request failed");
  if (known.code === "platform.too_many_requests") reply.header("retry-after", String(known.facts["retryAfterSeconds"] ?? 1));
  return reply
    .code(known.status)
    .type("application/problem+json")
    .send({
      type: `https://prosa.example/errors/${known.code}`,
      title: known.code,
      status: known.status,
      code: known.code,
      detail: known.message,
      requestId: request.id,
      ...(Object.keys(known.facts).length === 0 ? {} : { facts: known.facts }),
    });
}

/** Every error as one that has a code. */
export function asAppError(error: FastifyError | AppError | ConditionError): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ConditionError) return invalidRequest({ problems: [...error.problems] });
  if (error.validation !== undefined) {
    const part = error.validationContext ?? "body";
    const problems = error.validation.map((one) => ({
      path: `${part}${one.instancePath.replaceAll("/", ".")}`,
      problem: describeViolation(one),
    }));
    return invalidRequest({ problems });
  }
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE" || error.statusCode === 413) return bodyTooLarge();
  if (error.statusCode === 404) return notFound({ what: "address" });
  // Whatever the server's own parts refuse is the caller's to mend.
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return malformedBody();
  if (isUnstorable(error)) return invalidRequest({ problems: [{ path: "", problem: "holds a value that cannot be stored" }] });
  if (isDatabaseAway(error)) return unavailable();
  return internalError();
}

function describeViolation({ message, params }: { message?: string; params: Record<string, unknown> }): string {
  const extra = params["additionalProperty"];
  if (typeof extra === "string") return `has the unknown field "${extra}"`;
  const allowed = params["allowedValues"];
  if (Array.isArray(allowed)) return `must be one of ${allowed.join(", ")}`;
  return message ?? "is not valid";
}
