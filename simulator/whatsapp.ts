import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Account, type Chat, chatByAddress, type PhoneMessage, type SendFault, touch, type World } from "./state.ts";
import { type Deliverer, profileOf } from "./webhooks.ts";

type Body = Record<string, unknown>;
const MEDIA_LIFE_MS = 5 * 60_000;

/** Meta's Graph API as far as a WhatsApp channel uses it. @source contracts in docs/channels/whatsapp-cloud.md */
export function graphRoutes(app: FastifyInstance, world: World, deliverer: Deliverer, baseUrl: () => string) {
  app.addHook("preHandler", async (request, reply) => {
    if (!/^\/v\d/.test(request.url) && !request.url.startsWith("/files/")) return;
    if (world.faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, world.faults.delayMs));
    if (accountByToken(world, request) === undefined) return fail(reply, 190, 401, "Error validating access token");
  });

  app.get("/:version/:id", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const account = world.accounts.get(request.params.id);
    if (account !== undefined) return numberRecord(account);
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
    if (!world.accounts.has(request.params.id)) return fail(reply, 33, 400, "Unknown phone number id");
    let stored: string | undefined;
    for await (const part of request.parts()) {
      if (part.type !== "file") continue;
      const id = `9${world.nextId()}`;
      world.media.set(id, { id, bytes: await part.toBuffer(), mimeType: part.mimetype, fileName: part.filename });
      stored = id;
    }
    return stored === undefined ? fail(reply, 100, 400, "The parameter file is required") : { id: stored };
  });

  app.post("/:version/:id/messages", async (request: FastifyRequest<{ Params: { id: string }; Body: Body }>, reply) => {
    const account = world.accounts.get(request.params.id);
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
    const fault = takeFault(world);
    if (fault === "hang") return new Promise<never>(() => undefined);
    if (fault === "reset") {
      reply.raw.socket?.resetAndDestroy();
      return reply.hijack();
    }
    if (fault === "malformed") return reply.code(200).type("application/json").send("<html>not json");
    if (typeof fault === "object" && "http" in fault)
      return reply.code(fault.http).type("text/html").send("<html><body>Bad Gateway</body></html>");
    if (typeof fault === "object")
      return fail(reply, fault.code, fault.code === 131000 || fault.code === 131016 ? 500 : 400, `(#${fault.code}) simulated`);
    const problem = check(body);
    if (problem !== undefined) return fail(reply, problem.code, 400, problem.text);

    const chat = chatByAddress(world, account, text(body["to"]), text(body["recipient"]));
    const id = `wamid.${Buffer.from(`${account.phoneNumberId} ${world.nextId()}`).toString("base64")}`;
    world.sent.push({
      phoneNumberId: account.phoneNumberId,
      id,
      callbackData: text(body["biz_opaque_callback_data"]) ?? null,
      at: Date.now(),
      body,
    });
    keep(chat, body, id);
    reportStatuses(chat, id, text(body["biz_opaque_callback_data"]));
    if (fault === "accepted_then_reset") {
      reply.raw.socket?.resetAndDestroy();
      return reply.hijack();
    }
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
      const target = chat.messages.find((message) => message.id === reaction.message_id);
      if (target !== undefined) {
        target.reactions = target.reactions.filter(({ from }) => from !== "business");
        if (reaction.emoji) target.reactions.push({ from: "business", emoji: reaction.emoji });
      }
    } else {
      const replyTo = text((body["context"] as Body | undefined)?.["message_id"]);
      const message: PhoneMessage = {
        id,
        from: "business",
        at: Date.now(),
        type,
        body: readable(chat.account, type, body),
        status: "accepted",
        reactions: [],
      };
      if (replyTo !== undefined) message.replyTo = replyTo;
      chat.messages.push(message);
      chat.typingUntil = 0;
    }
    touch(world);
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

  function reportStatuses(chat: Chat, id: string, callbackData: string | undefined) {
    if (world.faults.loseStatuses) return;
    const steps: ("sent" | "delivered" | "read")[] = world.faults.autoRead ? ["sent", "delivered", "read"] : ["sent", "delivered"];
    steps.forEach((status, index) => {
      setTimeout(() => report(world, deliverer, chat, id, status, callbackData), world.faults.statusDelayMs * (index + 1)).unref();
    });
  }
}

/** Moves one message on the phone and tells the business. */
export function report(
  world: World,
  deliverer: Deliverer,
  chat: Chat,
  id: string,
  status: "sent" | "delivered" | "read",
  callbackData?: string,
) {
  const message = chat.messages.find((one) => one.id === id);
  if (message !== undefined) message.status = status;
  touch(world);
  const { waId, userId } = chat.person;
  deliverer.deliver(chat.account, "messages", {
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

function takeFault(world: World): SendFault | undefined {
  const next = world.faults.nextSends;
  if (next === null) return undefined;
  next.count -= 1;
  if (next.count <= 0) world.faults.nextSends = null;
  return next.outcome;
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
  return [...world.accounts.values()].find((account) => account.accessToken === token);
}

const byBusiness = (world: World, id: string) => [...world.accounts.values()].find((account) => account.businessAccountId === id);

function numberRecord(account: Account) {
  return {
    id: account.phoneNumberId,
    display_phone_number: account.displayNumber,
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
