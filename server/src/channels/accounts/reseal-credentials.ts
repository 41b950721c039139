import { type SealedOffer, type Secrets, sql } from "../../platform/index.ts";
import { credentialPlace } from "./channels.ts";

/** What accounts keep encrypted; every credential by itself. */
export const sealedCredentials = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "credentials of channels",
  scope: "workspace",
  async reseal(tx, limit, workspaceId) {
    const rows = await tx.many(sql<{ id: string; credentials: Record<string, string> }>`
      select id, credentials from channels
      where exists (select 1 from jsonb_each_text(credentials) one where not starts_with(one.value, ${secrets.currentPrefix}))
      order by id limit ${limit} for update`);
    for (const { id, credentials } of rows) {
      const resealed = Object.entries(credentials).map(([name, sealed]) => [
        name,
        secrets.reencrypt(sealed, credentialPlace(workspaceId, id, name)),
      ]);
      await tx.run(sql`update channels set credentials = ${JSON.stringify(Object.fromEntries(resealed))} where id = ${id}`);
    }
    return rows.length;
  },
});
