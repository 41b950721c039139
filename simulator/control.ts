import type { FastifyInstance, FastifyRequest } from "fastify";
import { act, type PersonAction } from "./act.ts";
import type { Deliverer } from "./deliverer.ts";
import { calm, type Faults } from "./faults.ts";
import { isDown, setFaults } from "./faulty-answer.ts";
import type { Providers } from "./providers.ts";
import { type Account, chatOf, keepAccount, noteHook, type Person, type World } from "./state.ts";

/** An account by its kind and the provider's id. */
interface Named {
  kind: string;
  account: string;
}

const UNKNOWN = { error: "unknown account" };
const LONG_POLL_MS = 20_000;

/** The simulator's own API: set accounts up, act as a person, cause trouble, look at what was sent. */
export function controlRoutes(app: FastifyInstance, world: World, deliverer: Deliverer, providers: Providers) {
  app.get("/_control/health", async () => ({ ok: true }));

  app.post("/_control/accounts", async (request: FastifyRequest<{ Body: Pick<Account, "id" | "kind"> & Partial<Account> }>, reply) => {
    const given = request.body;
    const known = { name: "", values: {}, webhookUrl: "", webhookSecret: "", subscribed: true, paired: true, templates: [] };
    return keepAccount(world, { ...known, ...given }) ? { ok: true } : reply.code(507).send({ error: "too many accounts" });
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
    (await providers.of(account.kind)).pairing?.(account);
    return { ok: true };
  });

  app.post("/_control/act", async (request: FastifyRequest<{ Body: Named & { person: Person; action: PersonAction } }>, reply) => {
    const { person, action } = request.body;
    const account = find(request.body);
    if (account === undefined) return reply.code(404).send(UNKNOWN);
    return { id: act(world, await providers.of(account.kind), chatOf(world, account, person), action) };
  });

  app.get("/_control/chat", async (request: FastifyRequest<{ Querystring: Named & { userId: string; since?: string } }>, reply) => {
    const { userId, since } = request.query;
    if (since !== undefined && Number(since) >= world.version) await change();
    const account = find(request.query);
    if (account === undefined) return reply.code(404).send(UNKNOWN);
    const chat = world.chats.get(`${account.kind} ${account.id} ${userId}`);
    return { version: world.version, typing: (chat?.typingUntil ?? 0) > world.now(), messages: chat?.messages ?? [] };
  });

  app.get("/_control/media/:id", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const media = world.media.get(request.params.id);
    if (media === undefined) return reply.code(404).send({ error: "unknown file" });
    return reply.type(media.mimeType).send(media.bytes);
  });

  app.get("/_control/faults", async () => world.faults);
  app.put("/_control/faults", async (request: FastifyRequest<{ Body: Partial<Faults> }>) => {
    setFaults(world, { ...calm(), ...request.body });
    providers.cutOff((kind) => isDown(world, kind));
    return world.faults;
  });

  /** A place for alerts, as Slack and Discord offer one; `gone` refuses for good. */
  app.post("/hooks/:name", async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
    noteHook(world, { path: request.url, body: request.body });
    return request.params.name === "gone" ? reply.code(404).send("no_service") : reply.code(200).send("ok");
  });
  app.get("/_control/hooks", async () => ({ items: world.hooks }));

  app.get("/_control/sent", async () => ({ items: world.sent }));

  /** Delivers the given bytes once, signed as the provider signs; for fixtures. */
  app.post("/_control/webhook", async (request: FastifyRequest<{ Body: Named & { base64: string; signature?: string } }>, reply) => {
    const account = find(request.body);
    const raw = account === undefined ? undefined : (await providers.of(account.kind)).raw;
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
}
