import { type DueRows, sql } from "../../platform/index.ts";
import { dueCrmPlaces, dueExchangePlaces } from "../across-workspaces.ts";
import { exchangeJob, readCrmJob } from "../job-kinds.ts";

/** Between two looks at what changed there: 1,920 a day, which the smallest plan's budget of tokens carries. */
const READ_EVERY_S = 45;

/** One after the other for a workspace: CRMs count what comes at once. */
const keyOf = (workspaceId: string) => `crm ${workspaceId}`;

/** Deals whose exchange is due. */
export const dueExchanges: DueRows = {
  name: "deals of CRMs",
  find: dueExchangePlaces,
  async take(tx, ids, now, workspaceId) {
    const taken = await tx.many(sql<{ exchangeId: string }>`
      update crm_exchanges e set next_at = null where e.id in (
        select id from crm_exchanges where id = any(${ids}) and next_at <= ${now} for update skip locked)
      returning e.id as "exchangeId"`);
    return taken.map((payload) => exchangeJob({ workspaceId, payload, key: keyOf(workspaceId) }));
  },
};

/** CRMs that are to be asked for changes. */
export const dueCrms: DueRows = {
  name: "changes in CRMs",
  find: dueCrmPlaces,
  async take(tx, _ids, now, workspaceId) {
    const next = new Date(now.getTime() + READ_EVERY_S * 1_000);
    const taken = await tx.many(sql`
      update crm_connections set next_read_at = ${next} where workspace_id in (
        select workspace_id from crm_connections where workspace_id = ${workspaceId} and next_read_at <= ${now} for update skip locked)
      returning 1`);
    return taken.map(() => readCrmJob({ workspaceId, payload: {}, key: keyOf(workspaceId) }));
  },
};
