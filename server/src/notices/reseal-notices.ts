import { type SealedOffer, type Secrets, sql } from "../platform/index.ts";
import { keepPushKey, sealedPushKey } from "../team/index.ts";
import { authPlace, endpointPlace, keyPlace } from "./push.ts";
import { addressPlace } from "./send-notice.ts";

/** What this room keeps encrypted: addresses of places, browsers that are told, and the key that signs for them. */
export const sealedNotices = (secrets: Secrets): SealedOffer[] => [
  {
    offer: "sealed",
    what: "addresses of places for alerts",
    scope: "workspace",
    async reseal(tx, limit, workspaceId) {
      const rows = await tx.many(sql<{ id: string; address: string }>`
        select id, address from alert_targets where not starts_with(address, ${secrets.currentPrefix}) order by id limit ${limit} for update`);
      for (const { id, address } of rows)
        await tx.run(sql`update alert_targets set address = ${secrets.reencrypt(address, addressPlace(workspaceId, id))} where id = ${id}`);
      return rows.length;
    },
  },
  {
    offer: "sealed",
    what: "browsers that are told",
    scope: "workspace",
    async reseal(tx, limit, workspaceId) {
      const rows = await tx.many(sql<{ id: string; endpoint: string; auth: string }>`
        select id, endpoint, auth_secret as auth from push_subscriptions
        where not starts_with(endpoint, ${secrets.currentPrefix}) or not starts_with(auth_secret, ${secrets.currentPrefix})
        order by id limit ${limit} for update`);
      for (const { id, endpoint, auth } of rows)
        await tx.run(sql`
          update push_subscriptions set endpoint = ${secrets.reencrypt(endpoint, endpointPlace(workspaceId, id))},
            auth_secret = ${secrets.reencrypt(auth, authPlace(workspaceId, id))} where id = ${id}`);
      return rows.length;
    },
  },
  {
    offer: "sealed",
    what: "keys that sign for browsers",
    scope: "workspace",
    async reseal(tx, _limit, workspaceId) {
      const sealed = await sealedPushKey(tx, workspaceId);
      if (sealed === null || sealed.startsWith(secrets.currentPrefix)) return 0;
      await keepPushKey(tx, workspaceId, secrets.reencrypt(sealed, keyPlace(workspaceId)));
      return 1;
    },
  },
];
