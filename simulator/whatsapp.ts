import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deliverer } from "./deliverer.ts";
import { faultyAnswer } from "./faults.ts";
import { metaWebhook, profileOf, signedBytes } from "./meta.ts";
import type { Pages } from "./pages.ts";
import type { Provider } from "./provider.ts";
import {
  type Account,
  type Chat,
  findAccount,
  findChat,
  findPhone,
  keepFile,
  keepLine,
  type PhoneMessage,
  react,
  touch,
  type World,
} from "./state.ts";
import { checkTemplate, UPLOAD_TYPES } from "./whatsapp-limits.ts";

type Body = Record<string, unknown>;
const MEDIA_LIFE_MS = 5 * 60_000;

/** Meta's Graph API as far as a WhatsApp channel uses it. @source contracts in docs/channels/whatsapp-cloud.md */
export function createWhatsApp(world: World, deliverer: Deliverer, baseUrl: () => string, pages: Pages): Provider {
  return {
    routes: (app) => graphRoutes(app, world, deliverer, baseUrl, pages),
    tell: (chat, line, content) => tell(deliverer, chat, line, content),
    react: (chat, target, emoji, id) =>
      tell(deliverer, chat, { id }, { type: "reaction", reaction: { message_id: target, ...(emoji === "" ? {} : { emoji }) } }),
    read: (chat, message) => report(world, deliverer, chat, message.id, "read"),
    raw: (account, body, signature) => deliverer.deliverOnce(signedBytes(account, body, signature)),
  };
}

function deliver(deliverer: Deliverer, account: Account, value: Record<string, unknown>) {
  const metadata = { display_phone_number: account.values["displayNumber"], phone_number_id: account.id };
  const change = { value: { messaging_product: "whatsapp", metadata, ...value }, field: "messages" };
  deliverer.deliver(
    metaWebhook(account, { object: "whatsapp_business_account", entry: [{ id: account.values["businessAccountId"], changes: [change] }] }),
  );
}

function tell(deliverer: Deliverer, { person, account }: Chat, { id, replyTo }: Pick<PhoneMessage, "id" | "replyTo">, content: Body) {
  const sender = { ...(person.waId === undefined ? {} : { from: person.waId }), from_user_id: person.userId };
  const quoted = replyTo === undefined ? {} : { context: { from: account.values["displayNumber"], id: replyTo } };
  const timestamp = String(Math.floor(Date.now() / 1000));
  deliver(deliverer, account, { contacts: [profileOf(person)], messages: [{ ...quoted, ...sender, id, timestamp, ...content }] });
}

function graphRoutes(app: FastifyInstance, world: World, deliverer: Deliverer, baseUrl: () => string, pages: Pages) {
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
      url: `${baseUrl()}/files/${media.id}?ext=${Date.now() + MEDIA_LIFE_MS}`,
      mime_type: media.mimeType,
      sha256: createHash("sha256").update(media.bytes).digest("hex"),
      file_size: media.bytes.length,
      id: media.id,
    };
  });

  app.get("/files/:id", async (request: FastifyRequest<{ Params: { id: string }; Querystring: { ext: string } }>, reply) => {
    const media = world.media.get(request.params.id);
    if (media === undefined || world.faults.dropMedia || Number(request.query.ext) < Date.now()) return reply.code(404).send("");
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
    return send(account, request.body, reply);
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
    if (body["typing_indicator"] !== undefined) chat.typingUntil = Date.now() + 25_000;
    touch(world);
    return { success: true };
  }

  async function send(account: Account, body: Body, reply: FastifyReply) {
    const faulty = faultyAnswer(world, account.kind, reply, (code) =>
      fail(reply, code, code === 131000 || code === 131016 ? 500 : 400, `(#${code}) simulated`),
    );
    if (faulty.before !== undefined) return faulty.before;
    const problem = check(body) ?? checkTemplate(account, body);
    if (problem !== undefined) return fail(reply, problem.code, 400, problem.text);

    const chat = chatByAddress(account, text(body["to"]), text(body["recipient"]));
    const id = `wamid.${Buffer.from(`${account.id} ${world.nextId()}`).toString("base64")}`;
    world.sent.push({
      account: account.id,
      kind: account.kind,
      id,
      to: chat.person.userId,
      callbackData: text(body["biz_opaque_callback_data"]) ?? null,
      at: Date.now(),
      body,
    });
    keep(chat, body, id);
    reportStatuses(chat, id, text(body["biz_opaque_callback_data"]));
    if (faulty.after) return faulty.after();
    const { waId, userId } = chat.person;
    return {
      messaging_product: "whatsapp",
      contacts: [{ input: body["to"] ?? body["recipient"], ...(waId === undefined ? { user_id: userId } : { wa_id: waId }) }],
      messages: [{ id }],
    };
  }

  function keep(chat: Chat, body: Body, id: string) {
    const type = String(body["type"]);
    if (type === "reaction") {
      const reaction = body["reaction"] as { message_id: string; emoji?: string };
      return react(world, chat, reaction.message_id, "business", reaction.emoji ?? "");
    }
    const replyTo = text((body["context"] as Body | undefined)?.["message_id"]);
    keepLine(world, chat, { id, type, body: readable(chat.account, type, body), replyTo });
  }

  /** Templates are filled in, so that the phone shows what the person reads. */
  function readable(account: Account, type: string, body: Body): Body {
    const content = body[type] as Body;
    if (type !== "template") return content;
    const template = account.templates.find(
      ({ name, language }) => name === content["name"] && language === (content["language"] as Body)["code"],
    );
    const components = (content["components"] as Body[] | undefined) ?? [];
    const parameters = (components.find((component) => component["type"] === "body")?.["parameters"] as Body[] | undefined) ?? [];
    const pattern = text(template?.components.find((component) => component["type"] === "BODY")?.["text"]) ?? String(content["name"]);
    const filled = pattern.replaceAll(
      /\{\{(\w+)\}\}/g,
      (place, name: string) =>
        text((parameters.find((one) => one["parameter_name"] === name) ?? parameters[Number(name) - 1])?.["text"]) ?? place,
    );
    const buttons = (template?.components.find((component) => component["type"] === "BUTTONS")?.["buttons"] as Body[] | undefined) ?? [];
    return { text: filled, buttons: buttons.map((button) => button["text"]) };
  }

  function byId(id: string) {
    return findAccount(world, "whatsapp_cloud", (account) => account.id === id);
  }

  function chatByAddress(account: Account, to: string | undefined, recipient: string | undefined): Chat {
    const digits = to?.replace(/\D/g, "");
    return digits === undefined
      ? findChat(
          world,
          account,
          (person) => person.userId === recipient,
          () => ({ userId: recipient ?? "", name: "" }),
        )
      : findPhone(world, account, digits);
  }

  function reportStatuses(chat: Chat, id: string, callbackData: string | undefined) {
    if (world.faults.loseStatuses) return;
    const steps: ("sent" | "delivered" | "read")[] = world.faults.autoRead ? ["sent", "delivered", "read"] : ["sent", "delivered"];
    steps.forEach((status, index) => {
      setTimeout(() => report(world, deliverer, chat, id, status, callbackData), world.faults.statusDelayMs * (index + 1)).unref();
    });
  }
}

/** Moves one message on the phone and tells the business. */
function report(world: World, deliverer: Deliverer, chat: Chat, id: string, status: "sent" | "delivered" | "read", callbackData?: string) {
  const message = chat.messages.find((one) => one.id === id);
  if (message !== undefined) message.status = status;
  touch(world);
  const { waId, userId } = chat.person;
  deliver(deliverer, chat.account, {
    contacts: [profileOf(chat.person)],
    statuses: [
      {
        id,
        status,
        timestamp: String(Math.floor(Date.now() / 1000)),
        ...(waId === undefined ? {} : { recipient_id: waId }),
        recipient_user_id: userId,
        ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
        ...(status === "read" ? {} : { pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "service" } }),
      },
    ],
  });
}

/** The limits that a client must have checked before. */
function check(body: Body): { code: number; text: string } | undefined {
  const type = text(body["type"]);
  if (type === undefined || body["messaging_product"] !== "whatsapp")
    return { code: 100, text: "(#100) The parameter messaging_product is required" };
  if (body["to"] === undefined && body["recipient"] === undefined) return { code: 131008, text: "(#131008) Required parameter is missing" };
  const content = body[type] as Body | undefined;
  if (content === undefined) return { code: 131009, text: `(#131009) Parameter value is not valid: ${type}` };
  if (type === "text" && [...String(content["body"])].length > 4096)
    return { code: 100, text: "(#100) Param text['body'] must be at most 4096 characters long" };
  return undefined;
}

function accountByToken(world: World, request: FastifyRequest): Account | undefined {
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

function fail(reply: FastifyReply, code: number, http: number, message: string) {
  return reply.code(http).send({
    error: {
      message,
      type: "OAuthException",
      code,
      error_data: { messaging_product: "whatsapp", details: message },
      fbtrace_id: "simulated",
    },
  });
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
