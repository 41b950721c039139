import { createServer, type RequestListener } from "node:http";
import type { Socket } from "node:net";
import multipart from "@fastify/multipart";
import fastify, { type FastifyInstance } from "fastify";
import type { Face, House, Kind, Opened } from "./face.ts";
import * as list from "./faces.ts";
import { isDown } from "./faulty-answer.ts";
import type { Provider } from "./provider.ts";

export const FACES: readonly Face[] = Object.values(list);

/** By the kind of account; the simulator plays no other. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(FACES.flatMap(({ kinds }) => Object.entries(kinds)));

/** The providers, each opened at the first thing that is asked of it. */
export interface Providers {
  /** @throws {Error} when the simulator has no such kind. */
  of(kind: string): Promise<Provider>;
  /** The API that is called at `path`; undefined when no provider is. */
  answering(path: string): Promise<RequestListener> | undefined;
  /** A connection to a port beside the one of HTTP. */
  connect(port: number, socket: Socket): Promise<void>;
  /** Ends the connections to those that are down. */
  cutOff(isAway: (kind: string) => boolean): void;
  close(): Promise<void>;
}

interface AtWork extends Opened {
  app: FastifyInstance;
}

export function createProviders(house: House): Providers {
  const atWork = new Map<Face, Promise<AtWork>>();
  const opened = new Map<Face, AtWork>();
  return {
    async of(kind) {
      const face = FACES.find(({ kinds }) => kind in kinds);
      const provider = face && (await open(face)).providers[kind];
      if (provider === undefined) throw new Error(`the simulator has no ${kind}`);
      return provider;
    },
    answering(path) {
      const face = FACES.find(({ answers }) => answers(path));
      return face === undefined ? undefined : open(face).then(({ app }) => app.routing);
    },
    async connect(port, socket) {
      const face = FACES.find(({ portsBeside }) => portsBeside?.includes(port));
      if (face !== undefined) (await open(face)).connect?.(port, socket);
    },
    cutOff(isAway) {
      for (const [{ kinds }, { cutOff }] of opened) if (Object.keys(kinds).some(isAway)) cutOff?.();
    },
    async close() {
      for (const { app } of opened.values()) await app.close();
    },
  };

  function open(face: Face): Promise<AtWork> {
    const known = atWork.get(face);
    if (known !== undefined) return known;
    const opening = begin(face);
    atWork.set(face, opening);
    return opening;
  }

  async function begin(face: Face): Promise<AtWork> {
    const provider = (await face.load()).open(house);
    const app = await createApi(face, provider, house);
    const working = { ...provider, app };
    opened.set(face, working);
    return working;
  }
}

/** A provider's API. It never listens: requests come from the one port of the simulator. */
async function createApi({ kinds }: Face, provider: Opened, { world }: House): Promise<FastifyInstance> {
  const app = fastify({ logger: false, bodyLimit: 40 * 1024 * 1024, serverFactory: (handler) => createServer(handler) });
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  await app.register(multipart, { limits: { fileSize: 100 * 1024 * 1024 } });
  const [only] = Object.keys(kinds);
  app.addHook("onRequest", async (request, reply) => {
    if (world.faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, world.faults.delayMs));
    const kind = provider.kindOf === undefined ? only : provider.kindOf(request);
    return isDown(world, kind) ? reply.code(503).send("") : undefined;
  });
  provider.routes(app);
  await app.ready();
  return app;
}
