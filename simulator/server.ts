import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import net from "node:net";
import fastify from "fastify";
import { controlRoutes } from "./control.ts";
import { createDeliverer } from "./deliverer.ts";
import { playgroundRoutes } from "./playground.ts";
import { createProviders, FACES, KINDS, type Providers } from "./providers.ts";
import { pushRoutes } from "./push.ts";
import { createWorld } from "./state.ts";

export interface Simulator {
  url: string;
  stop(): Promise<void>;
}

/** Some providers stand beside the HTTP port: SMTP at the next one, IMAP at the one after. */
const TRIES = 50;

/**
 * Providers over real HTTP, SMTP and IMAP, on the loopback address only. The server of the product never imports this folder.
 * @param aheadMs how far the product's clock is ahead of this machine's.
 */
export async function startSimulator(port = 0, aheadMs = 0): Promise<Simulator> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const simulator = await tryToStart(port, aheadMs);
    if (simulator !== null) return simulator;
  }
  throw new Error(port === 0 ? "no three free ports in a row were found" : `port ${port + 1} or ${port + 2} is taken`);
}

/** Null when a port beside it is taken. */
async function tryToStart(port: number, aheadMs: number): Promise<Simulator | null> {
  const world = createWorld((kind) => KINDS.get(kind)?.codes ?? { refused: 400, tooMany: 429 }, aheadMs);
  const deliverer = createDeliverer(world);
  let url = "";
  const providers = createProviders({ world, deliverer, baseUrl: () => url });
  const app = fastify({
    logger: false,
    bodyLimit: 40 * 1024 * 1024,
    forceCloseConnections: true,
    serverFactory: (own) => createServer((request, response) => void answer(providers, own, request, response)),
  });
  pushRoutes(app, () => url);
  controlRoutes(app, world, deliverer, providers);
  playgroundRoutes(app, world, deliverer, providers);
  url = await app.listen({ port, host: "127.0.0.1" });
  const beside = await listenBeside(Number(new URL(url).port), providers);
  if (beside === null) {
    await app.close();
    return null;
  }
  return {
    url,
    async stop() {
      deliverer.stop();
      await beside.close();
      await app.close();
      await providers.close();
    },
  };
}

/** Of a provider if it is one's path, else the simulator's own. */
async function answer(providers: Providers, own: RequestListener, request: IncomingMessage, response: ServerResponse) {
  const path = new URL(request.url ?? "/", "http://simulator").pathname;
  const listener = (await providers.answering(path)) ?? own;
  listener(request, response);
}

/** Null when a port is taken. */
async function listenBeside(base: number, providers: Providers): Promise<{ close(): Promise<void> } | null> {
  const servers: net.Server[] = [];
  const sockets = new Set<net.Socket>();
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    for (const server of servers) await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  for (const offset of FACES.flatMap(({ portsBeside }) => portsBeside ?? [])) {
    const server = net.createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => undefined);
      void providers.connect(offset, socket);
    });
    if (!(await listens(server, base + offset))) {
      await close();
      return null;
    }
    servers.push(server);
  }
  return { close };
}

function listens(server: net.Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
}
