import multipart from "@fastify/multipart";
import fastify from "fastify";
import { controlRoutes } from "./control.ts";
import { graphRoutes } from "./graph.ts";
import { createWorld } from "./state.ts";
import { createDeliverer } from "./webhooks.ts";

export interface Simulator {
  url: string;
  stop(): Promise<void>;
}

/** Providers over real HTTP, on the loopback address only. The server of the product never imports this folder. */
export async function startSimulator(port = 0): Promise<Simulator> {
  const world = createWorld();
  const deliverer = createDeliverer(world);
  const app = fastify({ logger: false, bodyLimit: 40 * 1024 * 1024, forceCloseConnections: true });
  await app.register(multipart, { limits: { fileSize: 100 * 1024 * 1024 } });
  let url = "";
  graphRoutes(app, world, deliverer, () => url);
  controlRoutes(app, world, deliverer);
  url = await app.listen({ port, host: "127.0.0.1" });
  return {
    url,
    async stop() {
      deliverer.stop();
      await app.close();
    },
  };
}
