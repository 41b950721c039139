import fastify, { type FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import type { Database } from "../db.ts";
import type { Metrics } from "../metrics.ts";
import { sameSecret } from "../secrets.ts";
import type { App } from "./server.ts";

interface Parts {
  db: Database;
  metrics: Metrics;
  /** Asked with each request: the token may change while the program runs. */
  config: Pick<Config, "metricsToken">;
}

const READY_FOR_MS = 1_000;

/** `/healthz`: the process answers. `/readyz`: so does its database. `/metrics`: for whoever has the token, or is on this machine. */
export function operationRoutes(app: App, { db, metrics, config }: Parts) {
  let checked: { ready: Promise<boolean>; until: number } | undefined;

  app.get("/healthz", async () => ({ status: "ok" }));

  const isReady = (): Promise<boolean> => {
    if (checked === undefined || checked.until < Date.now()) {
      checked = {
        ready: db.systemStatement("platform.ping", "select 1", []).then(
          () => true,
          () => false,
        ),
        until: Date.now() + READY_FOR_MS,
      };
    }
    return checked.ready;
  };

  app.get("/readyz", async (_request, reply) => {
    const ready = await isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "database away" });
  });

  app.get("/metrics", async (request, reply) => {
    if (!mayReadMetrics(request, config.metricsToken)) return reply.code(404).send();
    metrics.ready.set((await isReady()) ? 1 : 0);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

/** The same three for a worker, which serves nothing else. @returns how to stop */
export async function serveOperations(parts: Parts, { port, host }: { port: number; host: string }): Promise<() => Promise<void>> {
  const app = fastify({ return503OnClosing: true });
  operationRoutes(app as unknown as App, parts); // these routes use no schemas, in which alone the two types differ
  await app.listen({ port, host });
  return () => app.close();
}

const LOOPBACK = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];

/** Behind a proxy on the same machine everybody comes from it: what was forwarded needs the token. */
function mayReadMetrics({ headers, socket }: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined && sameSecret(headers.authorization ?? "", `Bearer ${token}`)) return true;
  return LOOPBACK.includes(socket.remoteAddress ?? "") && FORWARDED.every((name) => headers[name] === undefined);
}
