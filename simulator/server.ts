import multipart from "@fastify/multipart";
import fastify from "fastify";
import { controlRoutes } from "./control.ts";
import { createDeliverer } from "./deliverer.ts";
import { createEvolution } from "./evolution.ts";
import { createMegaApi } from "./megaapi.ts";
import { createPages } from "./pages.ts";
import type { Provider } from "./provider.ts";
import { createSns, createTwilio } from "./sms.ts";
import { createWorld, type ProviderKind } from "./state.ts";
import { createTelegram } from "./telegram.ts";
import { createWaha } from "./waha.ts";
import { createWhatsApp } from "./whatsapp.ts";
import { createWppConnect } from "./wppconnect.ts";

export interface Simulator {
  url: string;
  stop(): Promise<void>;
}

/** Providers over real HTTP, on the loopback address only. The server of the product never imports this folder. */
export async function startSimulator(port = 0): Promise<Simulator> {
  const world = createWorld();
  const deliverer = createDeliverer(world);
  const app = fastify({ logger: false, bodyLimit: 40 * 1024 * 1024, forceCloseConnections: true });
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  await app.register(multipart, { limits: { fileSize: 100 * 1024 * 1024 } });
  let url = "";
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
  };
  app.addHook("onRequest", async (request, reply) => {
    if (request.url.startsWith("/_control/") || request.url.startsWith("/hooks/")) return;
    if (world.faults.down) return reply.code(503).send("");
    if (world.faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, world.faults.delayMs));
  });
  for (const provider of Object.values(providers)) await app.register(async (scope) => provider.routes(scope));
  controlRoutes(app, world, deliverer, providers);
  url = await app.listen({ port, host: "127.0.0.1" });
  return {
    url,
    async stop() {
      deliverer.stop();
      await app.close();
    },
  };
}
