import { type App, type Clock, type Database, notFound, sameSecret, sql } from "../../platform/index.ts";

/** Between a look and the next that a call from there brings forward: our own changes call too, and their API counts each look. */
const CALM_S = 5;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * `POST /webhooks/crm/:workspaceId/:secret`: the CRM says that something changed, and it is looked for at once. What the call says is not
 * believed, and not read: whoever has the address can do no more than that, and a call heard twice is one look.
 */
export function hookRoutes(app: App, { db, clock }: { db: Database; clock: Clock }) {
  app.post<{ Params: { workspaceId: string; secret: string } }>(
    "/webhooks/crm/:workspaceId/:secret",
    { config: { rateLimit: { max: 600, timeWindow: 60_000 } } },
    async ({ params: { workspaceId, secret } }, reply) => {
      const isKnown = UUID.test(workspaceId) && (await lookSoon(workspaceId, secret));
      if (!isKnown) throw notFound({ what: "CRM connection" });
      return reply.code(204).send();
    },
  );

  const lookSoon = (workspaceId: string, secret: string): Promise<boolean> =>
    db.inWorkspace(workspaceId, async (tx) => {
      const row = await tx.maybeOne(sql<{ secret: string }>`
        select hook_secret as secret from crm_connections where workspace_id = ${workspaceId}`);
      if (row === null || !sameSecret(row.secret, secret)) return false;
      const now = clock.now();
      await tx.run(sql`
        update crm_connections set next_read_at = least(next_read_at, greatest(${now}, read_through + make_interval(secs => ${CALM_S})))
        where workspace_id = ${workspaceId}`);
      return true;
    });
}
