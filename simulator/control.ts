import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deliverer } from "./deliverer.ts";
import type { Provider } from "./provider.ts";
import {
  type Account,
  type Chat,
  calm,
  chatOf,
  type Faults,
  isDown,
  keepFile,
  type Person,
  type PhoneMessage,
  type ProviderKind,
  react,
  touch,
  type World,
} from "./state.ts";

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

/** An account by its kind and the provider's id. */
interface Named {
  kind: ProviderKind;
  account: string;
}

const UNKNOWN = { error: "unknown account" };
const LONG_POLL_MS = 20_000;

/** The simulator's own API: set accounts up, act as a person, cause trouble, look at what was sent. */
export function controlRoutes(
  app: FastifyInstance,
  world: World,
  deliverer: Deliverer,
  providers: Record<ProviderKind, Provider>,
  cutOff: () => void,
) {
  app.get("/_control/health", async () => ({ ok: true }));

  app.post("/_control/accounts", async (request: FastifyRequest<{ Body: Pick<Account, "id" | "kind"> & Partial<Account> }>) => {
    const given = request.body;
    const known = { name: "", values: {}, webhookUrl: "", webhookSecret: "", subscribed: true, paired: true, templates: [] };
    world.accounts.set(`${given.kind} ${given.id}`, { ...known, ...given });
    return { ok: true };
  });

  app.get("/_control/accounts", async () => ({
    items: [...world.accounts.values()].map(({ id, kind, name }) => ({ id, kind, name })),
  }));

  /** What a person pastes at the provider's page. */
  app.put("/_control/webhook", async (request: FastifyRequest<{ Body: Named & { webhookUrl: string } }>, reply) => {
    const account = find(request.body);
    if (account === undefined) return reply.code(404).send(UNKNOWN);
    account.webhookUrl = request.body.webhookUrl;
    return { ok: true };
  });

  /** What a phone does at the gateway: scan the code, or take the pairing back. */
  app.put("/_control/paired", async (request: FastifyRequest<{ Body: Named & { paired: boolean } }>, reply) => {
    const account = find(request.body);
    if (account === undefined) return reply.code(404).send(UNKNOWN);
    account.paired = request.body.paired;
    providers[account.kind].pairing?.(account);
    return { ok: true };
  });

  app.post("/_control/act", async (request: FastifyRequest<{ Body: Named & { person: Person; action: PersonAction } }>, reply) => {
    const { person, action } = request.body;
    const account = find(request.body);
    return account === undefined ? reply.code(404).send(UNKNOWN) : { id: act(chatOf(world, account, person), action) };
  });

  app.get("/_control/chat", async (request: FastifyRequest<{ Querystring: Named & { userId: string; since?: string } }>, reply) => {
    const { userId, since } = request.query;
    if (since !== undefined && Number(since) >= world.version) await change();
    const account = find(request.query);
    if (account === undefined) return reply.code(404).send(UNKNOWN);
    const chat = world.chats.get(`${account.kind} ${account.id} ${userId}`);
    return { version: world.version, typing: (chat?.typingUntil ?? 0) > Date.now(), messages: chat?.messages ?? [] };
  });

  app.get("/_control/media/:id", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const media = world.media.get(request.params.id);
    if (media === undefined) return reply.code(404).send({ error: "unknown file" });
    return reply.type(media.mimeType).send(media.bytes);
  });

  app.get("/_control/faults", async () => world.faults);
  app.put("/_control/faults", async (request: FastifyRequest<{ Body: Partial<Faults> }>) => {
    world.faults = { ...calm(), ...request.body };
    world.faultsTaken.clear();
    if (isDown(world, "email")) cutOff();
    return world.faults;
  });

  /** A place for alerts, as Slack and Discord offer one; `gone` refuses for good. */
  app.post("/hooks/:name", async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
    world.hooks.push({ path: request.url, body: request.body });
    return request.params.name === "gone" ? reply.code(404).send("no_service") : reply.code(200).send("ok");
  });
  app.get("/_control/hooks", async () => ({ items: world.hooks }));

  app.get("/_control/sent", async () => ({ items: world.sent }));

  /** Delivers the given bytes once, signed as the provider signs; for fixtures. */
  app.post("/_control/webhook", async (request: FastifyRequest<{ Body: Named & { base64: string; signature?: string } }>, reply) => {
    const account = find(request.body);
    const raw = account === undefined ? undefined : providers[account.kind].raw;
    if (account === undefined || raw === undefined) return reply.code(404).send(UNKNOWN);
    return { status: await raw(account, Buffer.from(request.body.base64, "base64"), request.body.signature) };
  });

  app.post("/_control/settled", async () => {
    await deliverer.settled();
    return { ok: true };
  });

  function find({ kind, account }: Named): Account | undefined {
    return world.accounts.get(`${kind} ${account}`);
  }

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
    const provider = providers[chat.account.kind];
    if (action.kind === "read") {
      for (const message of chat.messages) {
        if (message.from !== "business" || message.status === "read") continue;
        message.status = "read";
        provider.read?.(chat, message);
      }
      touch(world);
      return "";
    }
    const id = provider.newId?.(chat) ?? `wamid.${Buffer.from(`${chat.person.userId} ${world.nextId()}`).toString("base64")}`;
    if (action.kind === "reaction") {
      react(world, chat, action.target, "person", action.emoji);
      provider.react?.(chat, action.target, action.emoji, id);
      return id;
    }
    const { type, content, context } = compose(action);
    const line: PhoneMessage = { id, from: "person", at: Date.now(), type, body: content, status: "delivered", reactions: [] };
    if (context !== undefined) line.replyTo = context;
    chat.messages.push(line);
    touch(world);
    provider.tell(chat, line, { type, [type]: content });
    return id;
  }

  function compose(action: Exclude<PersonAction, { kind: "read" | "reaction" }>): { type: string; content: Body; context?: string } {
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
      case "location":
        return {
          type: "location",
          content: { latitude: action.latitude, longitude: action.longitude, ...(action.name === undefined ? {} : { name: action.name }) },
        };
      case "file": {
        const bytes = Buffer.from(action.base64, "base64");
        const id = keepFile(world, bytes, action.mimeType, action.fileName);
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
