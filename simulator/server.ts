import multipart from "@fastify/multipart";
import fastify from "fastify";
import { controlRoutes } from "./control.ts";
import { createDeliverer } from "./deliverer.ts";
import { createEvolution } from "./evolution.ts";
import { createMail } from "./mail/index.ts";
import { createSendGrid } from "./mail/sendgrid.ts";
import { createMegaApi } from "./megaapi.ts";
import { createPages } from "./pages.ts";
import type { Provider } from "./provider.ts";
import { pushRoutes } from "./push.ts";
import { createSns, createTwilio } from "./sms.ts";
import { createWorld, isDown, type ProviderKind } from "./state.ts";
import { createTelegram } from "./telegram.ts";
import { createWaha } from "./waha.ts";
import { createWhatsApp } from "./whatsapp.ts";
import { createWppConnect } from "./wppconnect.ts";

export interface Simulator {
  url: string;
  stop(): Promise<void>;
}

/** The mail servers of a simulator stand beside its HTTP port: SMTP at the next one, IMAP at the one after. */
const TRIES = 50;

/** Providers over real HTTP, SMTP and IMAP, on the loopback address only. The server of the product never imports this folder. */
export async function startSimulator(port = 0): Promise<Simulator> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const simulator = await tryToStart(port);
    if (simulator !== null) return simulator;
  }
  throw new Error(port === 0 ? "no three free ports in a row were found" : `port ${port + 1} or ${port + 2} is taken`);
}

/** Null when a port beside it is taken. */
async function tryToStart(port: number): Promise<Simulator | null> {
  const world = createWorld();
  const deliverer = createDeliverer(world);
  const app = fastify({ logger: false, bodyLimit: 40 * 1024 * 1024, forceCloseConnections: true });
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  await app.register(multipart, { limits: { fileSize: 100 * 1024 * 1024 } });
  let url = "";
  const mail = createMail(world);
  const pages = createPages(world, deliverer, () => url);
  const providers: Record<ProviderKind, Provider> = {
    whatsapp_cloud: createWhatsApp(world, deliverer, () => url, pages),
    instagram: pages.instagram,
    messenger: pages.messenger,
    telegram: createTelegram(world, deliverer),
    twilio: createTwilio(world, deliverer, () => url),
    sns: createSns(world),
    megaapi: createMegaApi(world, deliverer),
    waha: createWaha(world, deliverer),
    wppconnect: createWppConnect(world, deliverer),
    evolution: createEvolution(world, deliverer),
    email: mail.provider,
    sendgrid: createSendGrid(world, deliverer),
  };
  app.addHook("onRequest", async (request) => {
    if (request.url.startsWith("/_control/") || request.url.startsWith("/hooks/")) return;
    if (world.faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, world.faults.delayMs));
  });
  for (const [kind, provider] of Object.entries(providers))
    await app.register(async (scope) => {
      scope.addHook("onRequest", async (_request, reply) => (isDown(world, kind as ProviderKind) ? reply.code(503).send("") : undefined));
      provider.routes(scope);
    });
  pushRoutes(app, () => url);
  controlRoutes(app, world, deliverer, providers, () => mail.cutOff());
  url = await app.listen({ port, host: "127.0.0.1" });
  const base = Number(new URL(url).port);
  if (!(await mail.listen(base + 1, base + 2))) {
    await app.close();
    return null;
  }
  return {
    url,
    async stop() {
      deliverer.stop();
      await mail.stop();
      await app.close();
    },
  };
}
