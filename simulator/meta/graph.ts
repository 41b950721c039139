import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deliverer } from "../deliverer.ts";
import { type Account, findAccount, keepFile, touch, type World } from "../state.ts";
import { fail } from "./graph-error.ts";
import type { Pages } from "./pages.ts";
import { templateRoutes } from "./templates.ts";
import type { WhatsApp } from "./whatsapp.ts";
import { UPLOAD_TYPES } from "./whatsapp-limits.ts";

type Body = Record<string, unknown>;
const MEDIA_LIFE_MS = 5 * 60_000;

interface Parts {
  world: World;
  deliverer: Deliverer;
  baseUrl: () => string;
  whatsapp: WhatsApp;
  pages: Pages;
}

/** Meta's Graph API as far as its three kinds of channels use it. @source contracts in docs/channels/whatsapp-cloud.md */
export function graphRoutes(app: FastifyInstance, { world, deliverer, baseUrl, whatsapp, pages }: Parts) {
  app.addHook("preHandler", async (request, reply) => {
    if (!/^\/v\d/.test(request.url) && !request.url.startsWith("/files/")) return;
    if (accountByToken(world, request) === undefined) return fail(reply, 190, 401, "Error validating access token");
  });

  /** How long a token lives; `tokenExpiresAt` and `tokenIssuedAt` of the account say so, in seconds. */
  app.get("/:version/debug_token", async (request: FastifyRequest<{ Querystring: { input_token: string } }>) => {
    const account = [...world.accounts.values()].find(({ values }) => values["accessToken"] === request.query.input_token);
    const [expires_at, issued_at] = ["tokenExpiresAt", "tokenIssuedAt"].map((name) => Number(account?.values[name] ?? 0));
    return { data: { is_valid: account !== undefined, expires_at, issued_at } };
  });

  app.get("/:version/:id", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const account = byId(request.params.id);
    if (account !== undefined) return numberRecord(account);
    const page = pages.find(request.params.id);
    if (page !== undefined) return { id: request.params.id, name: page.name, username: page.values["username"] };
    const profile = pages.profile(request.params.id);
    if (profile !== undefined) return profile;
    const media = world.media.get(request.params.id);
    if (media === undefined) return fail(reply, 100, 400, "Unsupported get request. Object does not exist");
    return {
      messaging_product: "whatsapp",
      url: `${baseUrl()}/files/${media.id}?ext=${world.now() + MEDIA_LIFE_MS}`,
      mime_type: media.mimeType,
      sha256: createHash("sha256").update(media.bytes).digest("hex"),
      file_size: media.bytes.length,
      id: media.id,
    };
  });

  app.get("/files/:id", async (request: FastifyRequest<{ Params: { id: string }; Querystring: { ext: string } }>, reply) => {
    const media = world.media.get(request.params.id);
    if (media === undefined || world.faults.dropMedia || Number(request.query.ext) < world.now()) return reply.code(404).send("");
    return reply.type(media.mimeType).send(media.bytes);
  });

  app.post("/:version/:id/media", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    if (byId(request.params.id) === undefined) return fail(reply, 33, 400, "Unknown phone number id");
    let stored: string | undefined;
    for await (const part of request.parts()) {
      if (part.type !== "file") continue;
      if (!UPLOAD_TYPES.has(part.mimetype.split(";")[0]?.trim() ?? "")) {
        await part.toBuffer();
        return fail(
          reply,
          100,
          400,
          `(#100) Param file must be a file with one of the following types: ${[...UPLOAD_TYPES].join(", ")}. Received file of type '${part.mimetype}'.`,
        );
      }
      stored = keepFile(world, await part.toBuffer(), part.mimetype, part.filename);
    }
    return stored === undefined ? fail(reply, 100, 400, "The parameter file is required") : { id: stored };
  });

  app.post("/:version/:id/messages", async (request: FastifyRequest<{ Params: { id: string }; Body: Body }>, reply) => {
    const account = byId(request.params.id);
    const page = account === undefined ? pages.find(request.params.id) : undefined;
    if (page !== undefined) return pages.send(page, request, reply);
    if (account === undefined) return fail(reply, 33, 400, "Unknown phone number id");
    if (request.body["status"] === "read") return markRead(account, request.body);
    return whatsapp.send(account, request.body, reply);
  });

  app.get(
    "/:version/:id/message_templates",
    async (request: FastifyRequest<{ Params: { id: string }; Querystring: { after?: string; limit?: string } }>, reply) => {
      const account = byBusiness(world, request.params.id);
      if (account === undefined) return fail(reply, 100, 400, "Unknown business account");
      const start = Number(request.query.after ?? 0);
      const end = start + Math.min(Number(request.query.limit ?? 25), 5); // small pages, so that paging is exercised
      const more = end < account.templates.length;
      const after = String(end);
      return {
        data: account.templates.slice(start, end),
        paging: { cursors: { before: String(start), after }, ...(more ? { next: `${baseUrl()}/next?after=${after}` } : {}) },
      };
    },
  );

  templateRoutes(app, { world, deliverer });

  app.post("/:version/:id/subscribed_apps", async (request: FastifyRequest<{ Params: { id: string } }>, reply) =>
    pages.find(request.params.id) === undefined ? fail(reply, 100, 400, "Unknown page") : { success: true },
  );

  app.get("/:version/:id/subscribed_apps", async (request: FastifyRequest<{ Params: { id: string } }>) => {
    const account = byBusiness(world, request.params.id);
    return { data: account?.subscribed === true ? [{ whatsapp_business_api_data: { id: "900000000000001", name: "Prosa" } }] : [] };
  });

  function markRead(account: Account, body: Body) {
    const id = String(body["message_id"]);
    const chat = [...world.chats.values()].find((one) => one.account === account && one.messages.some((message) => message.id === id));
    if (chat === undefined) return { success: true };
    const upTo = chat.messages.findIndex((message) => message.id === id);
    for (const message of chat.messages.slice(0, upTo + 1)) if (message.from === "person") message.status = "read";
    if (body["typing_indicator"] !== undefined) chat.typingUntil = world.now() + 25_000;
    touch(world);
    return { success: true };
  }

  function byId(id: string) {
    return findAccount(world, "whatsapp_cloud", (account) => account.id === id);
  }
}

/** Whose token a request carries. */
export function accountByToken(world: World, request: FastifyRequest): Account | undefined {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  return [...world.accounts.values()].find((account) => account.values["accessToken"] === token);
}

const byBusiness = (world: World, id: string) =>
  findAccount(world, "whatsapp_cloud", (account) => account.values["businessAccountId"] === id);

function numberRecord(account: Account) {
  return {
    id: account.id,
    display_phone_number: account.values["displayNumber"],
    verified_name: account.name,
    quality_rating: "GREEN",
    status: "CONNECTED",
    throughput: { level: "STANDARD" },
    whatsapp_business_manager_messaging_limit: "TIER_2K",
  };
}
