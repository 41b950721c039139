import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { report } from "./graph.ts";
import { type Account, type Chat, calm, chatOf, type Faults, type Person, type PhoneMessage, touch, type World } from "./state.ts";
import { type Deliverer, profileOf } from "./webhooks.ts";

type Body = Record<string, unknown>;

/** What a person can do with their phone. Files come in base64. */
export type PersonAction =
  | { kind: "text"; text: string; replyTo?: string }
  | {
      kind: "file";
      type: "image" | "audio" | "voice" | "video" | "document";
      mimeType: string;
      base64: string;
      fileName?: string;
      caption?: string;
    }
  | { kind: "tap"; id: string; title: string; of: string; list?: boolean }
  | { kind: "reaction"; target: string; emoji: string }
  | { kind: "location"; latitude: number; longitude: number; name?: string }
  | { kind: "read" };

const LONG_POLL_MS = 20_000;

/** The simulator's own API: set accounts up, act as a person, cause trouble, look at what was sent. */
export function controlRoutes(app: FastifyInstance, world: World, deliverer: Deliverer) {
  app.get("/_control/health", async () => ({ ok: true }));

  app.post("/_control/accounts", async (request: FastifyRequest<{ Body: Omit<Account, "subscribed"> }>) => {
    world.accounts.set(request.body.phoneNumberId, { ...request.body, subscribed: true });
    return { ok: true };
  });

  app.get("/_control/accounts", async () => ({
    items: [...world.accounts.values()].map(({ phoneNumberId, displayNumber, name }) => ({ phoneNumberId, displayNumber, name })),
  }));

  app.post(
    "/_control/act",
    async (request: FastifyRequest<{ Body: { phoneNumberId: string; person: Person; action: PersonAction } }>, reply) => {
      const { phoneNumberId, person, action } = request.body;
      const account = world.accounts.get(phoneNumberId);
      if (account === undefined) return reply.code(404).send({ error: "unknown phoneNumberId" });
      return { id: act(chatOf(world, account, person), action) };
    },
  );

  app.get(
    "/_control/chat",
    async (request: FastifyRequest<{ Querystring: { phoneNumberId: string; userId: string; since?: string } }>, reply) => {
      const { phoneNumberId, userId, since } = request.query;
      if (since !== undefined && Number(since) >= world.version) await change();
      const chat = world.chats.get(`${phoneNumberId} ${userId}`);
      if (!world.accounts.has(phoneNumberId)) return reply.code(404).send({ error: "unknown phoneNumberId" });
      return { version: world.version, typing: (chat?.typingUntil ?? 0) > Date.now(), messages: chat?.messages ?? [] };
    },
  );

  app.get("/_control/media/:id", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const media = world.media.get(request.params.id);
    if (media === undefined) return reply.code(404).send({ error: "unknown file" });
    return reply.type(media.mimeType).send(media.bytes);
  });

  app.get("/_control/faults", async () => world.faults);
  app.put("/_control/faults", async (request: FastifyRequest<{ Body: Partial<Faults> }>) => {
    world.faults = { ...calm(), ...request.body };
    return world.faults;
  });

  app.get("/_control/sent", async () => ({ items: world.sent }));

  /** Delivers the given bytes once, signed with the account's secret; for fixtures. */
  app.post(
    "/_control/webhook",
    async (request: FastifyRequest<{ Body: { phoneNumberId: string; base64: string; signature?: string } }>, reply) => {
      const account = world.accounts.get(request.body.phoneNumberId);
      if (account === undefined) return reply.code(404).send({ error: "unknown phoneNumberId" });
      return { status: await deliverer.deliverRaw(account, Buffer.from(request.body.base64, "base64"), request.body.signature) };
    },
  );

  app.post("/_control/settled", async () => {
    await deliverer.settled();
    return { ok: true };
  });

  app.post("/_control/reset-chat", async (request: FastifyRequest<{ Body: { phoneNumberId: string; userId: string } }>) => {
    world.chats.delete(`${request.body.phoneNumberId} ${request.body.userId}`);
    touch(world);
    return { ok: true };
  });

  function change() {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(done, LONG_POLL_MS);
      function done() {
        clearTimeout(timer);
        world.changed.delete(done);
        resolve();
      }
      world.changed.add(done);
    });
  }

  function act(chat: Chat, action: PersonAction): string {
    if (action.kind === "read") {
      for (const message of chat.messages)
        if (message.from === "business" && message.status !== "read") report(world, deliverer, chat, message.id, "read");
      return "";
    }
    const id = `wamid.${Buffer.from(`${chat.person.userId} ${world.nextId()}`).toString("base64")}`;
    const { type, content, context } = compose(action);
    const { person, account } = chat;
    const sender = { ...(person.waId === undefined ? {} : { from: person.waId }), from_user_id: person.userId };
    const timestamp = String(Math.floor(Date.now() / 1000));
    if (action.kind === "reaction") {
      const target = chat.messages.find((message) => message.id === action.target);
      if (target !== undefined) {
        target.reactions = target.reactions.filter(({ from }) => from !== "person");
        if (action.emoji !== "") target.reactions.push({ from: "person", emoji: action.emoji });
      }
    } else {
      const line: PhoneMessage = { id, from: "person", at: Date.now(), type, body: content, status: "delivered", reactions: [] };
      if (context !== undefined) line.replyTo = context;
      chat.messages.push(line);
    }
    touch(world);
    const quoted = context === undefined ? {} : { context: { from: account.displayNumber, id: context } };
    deliverer.deliver(account, "messages", {
      contacts: [profileOf(person)],
      messages: [{ ...quoted, ...sender, id, timestamp, type, [type]: content }],
    });
    return id;
  }

  function compose(action: Exclude<PersonAction, { kind: "read" }>): { type: string; content: Body; context?: string } {
    switch (action.kind) {
      case "text":
        return { type: "text", content: { body: action.text }, ...(action.replyTo === undefined ? {} : { context: action.replyTo }) };
      case "tap": {
        const reply = { id: action.id, title: action.title };
        return {
          type: "interactive",
          content: action.list === true ? { type: "list_reply", list_reply: reply } : { type: "button_reply", button_reply: reply },
          context: action.of,
        };
      }
      case "reaction":
        return { type: "reaction", content: { message_id: action.target, ...(action.emoji === "" ? {} : { emoji: action.emoji }) } };
      case "location":
        return {
          type: "location",
          content: { latitude: action.latitude, longitude: action.longitude, ...(action.name === undefined ? {} : { name: action.name }) },
        };
      case "file": {
        const id = `9${world.nextId()}`;
        const bytes = Buffer.from(action.base64, "base64");
        world.media.set(id, {
          id,
          bytes,
          mimeType: action.mimeType,
          ...(action.fileName === undefined ? {} : { fileName: action.fileName }),
        });
        const file = { id, mime_type: action.mimeType, sha256: createHash("sha256").update(bytes).digest("base64") };
        const caption = action.caption === undefined ? {} : { caption: action.caption };
        if (action.type === "voice") return { type: "audio", content: { ...file, voice: true } };
        if (action.type === "audio") return { type: "audio", content: { ...file, voice: false } };
        return {
          type: action.type,
          content: { ...file, ...caption, ...(action.type === "document" ? { filename: action.fileName ?? "file" } : {}) },
        };
      }
    }
  }
}
