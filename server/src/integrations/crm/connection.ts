import {
  type Clock,
  type Database,
  type GuardedClient,
  type Logger,
  type SealedOffer,
  type Secrets,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { Unanswered } from "./answers.ts";
import type { Access, Crm } from "./crm.ts";
import { CRM_KINDS, type CrmKindName } from "./kinds.ts";

export interface CrmGround {
  db: Database;
  clock: Clock;
  log: Logger;
  http: GuardedClient;
  secrets: Secrets;
}

/** The CRM of a workspace. */
export interface Connection {
  kind: CrmKindName;
  baseUrl: string;
  isOn: boolean;
  /** Of the address that the CRM calls when something changes there. */
  hookSecret: string;
  /** `token_refused`: it rests until a person connects again. */
  problem: string | null;
  /** Until then changes there are read. */
  readThrough: Date;
  connectedAt: Date;
  connectedBy: string;
}

/** One that works. */
export interface OpenConnection {
  crm: Crm;
  readThrough: Date;
}

/** Where a token is sealed: with the address that it is for, so that it opens for no other. */
export const tokenPlace = (workspaceId: string, baseUrl: string) => ({
  workspaceId,
  table: "crm_connections",
  rowId: `${workspaceId} ${baseUrl}`,
  column: "sealed_token",
});

export const readConnection = (tx: Tx): Promise<Connection | null> =>
  tx.maybeOne(sql<Connection>`
    select kind, base_url as "baseUrl", is_on as "isOn", hook_secret as "hookSecret", problem, read_through as "readThrough", connected_at as "connectedAt", connected_by as "connectedBy"
    from crm_connections where workspace_id = current_workspace()`);

/** Null: there is none, or it rests. */
export async function openConnection(tx: Tx, ground: CrmGround, workspaceId: string): Promise<OpenConnection | null> {
  const row = await tx.maybeOne(sql<{
    kind: CrmKindName;
    baseUrl: string;
    dealKey: string;
    personKey: string | null;
    readThrough: Date;
  }>`
    select kind, base_url as "baseUrl", deal_key as "dealKey", person_key as "personKey", read_through as "readThrough"
    from crm_connections where workspace_id = ${workspaceId} and is_on and problem is null`);
  if (row === null) return null;
  const { kind, baseUrl, dealKey, personKey, readThrough } = row;
  const access = { http: ground.http, baseUrl, ...sealedSecret(ground, workspaceId, baseUrl) };
  return { crm: CRM_KINDS[kind].open({ ...access, dealKey, personKey }), readThrough };
}

/** The secret of a connection, read each time: another process may have renewed it. */
const sealedSecret = ({ db, secrets }: CrmGround, workspaceId: string, baseUrl: string): Pick<Access, "readSecret" | "keepSecret"> => ({
  async readSecret() {
    const row = await db.inWorkspace(workspaceId, (tx) =>
      tx.maybeOne(sql<{ sealed: string }>`
        select sealed_token as sealed from crm_connections where workspace_id = ${workspaceId} and base_url = ${baseUrl}`),
    );
    // It was forgotten while it was in use.
    if (row === null) throw new Unanswered({ failure: "disconnected" });
    return secrets.decrypt(row.sealed, tokenPlace(workspaceId, baseUrl));
  },
  async keepSecret(secret) {
    const sealed = secrets.encrypt(secret, tokenPlace(workspaceId, baseUrl));
    await db.inWorkspace(workspaceId, (tx) =>
      tx.run(sql`update crm_connections set sealed_token = ${sealed} where workspace_id = ${workspaceId} and base_url = ${baseUrl}`),
    );
  },
});

/** They refuse the token: nothing is asked any more until a person connects again. */
export const restConnection = (tx: Tx, workspaceId: string): Promise<number> =>
  tx.run(sql`update crm_connections set problem = 'token_refused' where workspace_id = ${workspaceId} and problem is null`);

/** So that a change of the secret key covers them. */
export const sealedCrmTokens = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "tokens of CRMs",
  scope: "workspace",
  async reseal(tx, _limit, workspaceId) {
    const rows = await tx.many(sql<{ baseUrl: string; sealed: string }>`
      select base_url as "baseUrl", sealed_token as sealed from crm_connections
      where workspace_id = ${workspaceId} and not starts_with(sealed_token, ${secrets.currentPrefix}) for update`);
    for (const { baseUrl, sealed } of rows)
      await tx.run(sql`
        update crm_connections set sealed_token = ${secrets.reencrypt(sealed, tokenPlace(workspaceId, baseUrl))} where workspace_id = ${workspaceId}`);
    return rows.length;
  },
});
