import type { Database } from "../db.ts";
import type { Metrics } from "../metrics.ts";
import type { App } from "./server.ts";

const READY_FOR_MS = 1_000;

/** `/healthz`: the process answers. `/readyz`: so does its database. `/metrics`: from this machine only. */
export function operationRoutes(app: App, { db, metrics }: { db: Database; metrics: Metrics }) {
  let checked: { ready: Promise<boolean>; until: number } | undefined;

  app.get("/healthz", async () => ({ status: "ok" }));

  app.get("/readyz", async (_request, reply) => {
    if (checked === undefined || checked.until < Date.now()) {
      checked = {
        ready: db.systemStatement("platform.ping", "select 1", []).then(
          () => true,
          () => false,
        ),
        until: Date.now() + READY_FOR_MS,
      };
    }
    const ready = await checked.ready;
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "database away" });
  });

  app.get("/metrics", async (request, reply) => {
    if (!["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "")) return reply.code(404).send();
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
