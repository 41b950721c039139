import { notFound, type SealedOffer, type Secrets, sql, type Tx } from "../platform/index.ts";
import type { Account } from "./chatwoot/ask.ts";
import type { Agent } from "./chatwoot/read-message.ts";

export const MOVE_STATES = ["ready", "checking", "checked", "running", "stopped", "done"] as const;
/** What is done one after the other; a check ends before the messages. */
export const PHASES = ["agents", "labels", "canned", "contacts", "conversations", "messages", "files"] as const;
export type Phase = (typeof PHASES)[number];

/** One of their inboxes, and where its conversations go on; null: they stay behind. */
interface MoveInbox {
  id: number;
  name: string;
  /** Their own word for the kind of channel. */
  kind: string;
  channelId: string | null;
}

/** Moving in from one account of Chatwoot. */
export interface Move {
  id: string;
  baseUrl: string;
  accountId: number;
  perMinute: number;
  state: (typeof MOVE_STATES)[number];
  /** Why it stopped or waits. */
  problem: string | null;
  phase: Phase;
  /** Of a phase that goes by pages: the next one. */
  page: number;
  counts: Record<string, number>;
  inboxes: MoveInbox[];
  createdBy: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** A move that is going on, with what it takes to ask. */
export interface OpenMove extends Move {
  workspaceId: string;
  account: Account;
  agents: Record<string, Agent>;
  /** Names the account among all that anybody may move in from. */
  origin: string;
  isCheck: boolean;
}

const columns = sql`
  m.id, m.base_url as "baseUrl", m.account_id as "accountId", m.per_minute as "perMinute", m.state, m.problem, m.phase, m.page, m.counts, m.created_by as "createdBy",
    m.created_at as "createdAt", m.started_at as "startedAt", m.finished_at as "finishedAt",
    (select coalesce(json_agg(json_build_object('id', i.their_id, 'name', i.name, 'kind', i.kind, 'channelId', i.channel_id) order by i.their_id), '[]')
     from move_inboxes i where i.workspace_id = m.workspace_id and i.move_id = m.id) as inboxes`;

/** Where a key is sealed: with the address that it is for, so that it opens for no other. */
export const keyPlace = (workspaceId: string, id: string, baseUrl: string) => ({
  workspaceId,
  table: "moves",
  rowId: `${id} ${baseUrl}`,
  column: "sealed_key",
});

/** Host, path and account, without the scheme. */
const originOf = ({ baseUrl, accountId }: Pick<Move, "baseUrl" | "accountId">): string =>
  `${baseUrl.replace(/^https?:\/\//, "")}/${accountId}`;

export const readMoves = (tx: Tx): Promise<Move[]> =>
  tx.many(sql<Move>`select ${columns} from moves m where m.workspace_id = current_workspace() order by m.created_at desc, m.id limit 20`);

/** @throws {AppError} platform.not_found */
export async function readMove(tx: Tx, id: string): Promise<Move> {
  const one = await tx.maybeOne(sql<Move>`select ${columns} from moves m where m.id = ${id}`);
  if (one === null) throw notFound({ what: "move" });
  return one;
}

/** Null: it is gone, or rests. */
export async function openMove(tx: Tx, secrets: Secrets, workspaceId: string, id: string): Promise<OpenMove | null> {
  const row = await tx.maybeOne(sql<Move & { sealedKey: string; agents: Record<string, Agent> }>`
    select ${columns}, m.sealed_key as "sealedKey", m.agents from moves m where m.id = ${id} and m.state in ('checking', 'running')`);
  if (row === null) return null;
  const { sealedKey, ...move } = row;
  const key = secrets.decrypt(sealedKey, keyPlace(workspaceId, id, move.baseUrl));
  const account = { baseUrl: move.baseUrl, accountId: move.accountId, key };
  return { ...move, workspaceId, account, origin: originOf(move), isCheck: move.state === "checking" };
}

/** So that a change of the secret key covers them. */
export const sealedMoveKeys = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "keys of moves",
  scope: "workspace",
  async reseal(tx, limit, workspaceId) {
    const rows = await tx.many(sql<{ id: string; baseUrl: string; sealed: string }>`
      select id, base_url as "baseUrl", sealed_key as sealed from moves where not starts_with(sealed_key, ${secrets.currentPrefix}) limit ${limit} for update`);
    for (const { id, baseUrl, sealed } of rows)
      await tx.run(sql`update moves set sealed_key = ${secrets.reencrypt(sealed, keyPlace(workspaceId, id, baseUrl))} where id = ${id}`);
    return rows.length;
  },
});
