import type { Database } from "../platform/index.ts";

// The one file of this room that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

/** Campaigns whose time has come. Whoever finds one puts it `aheadSeconds` off: should what follows be lost, it is found again then. */
export const takeDueCampaigns = (db: Database, now: Date, aheadSeconds: number): Promise<{ workspaceId: string; campaignId: string }[]> =>
  db.systemStatement<{ workspaceId: string; campaignId: string }>(
    "campaigns.take_due",
    `update campaigns c set wake_at = $1::timestamptz + make_interval(secs => $2)
     where (workspace_id, id) in (select workspace_id, id from campaigns where wake_at <= $1 order by wake_at limit 100 for update skip locked)
     returning workspace_id as "workspaceId", id as "campaignId"`,
    [now, aheadSeconds],
  );
