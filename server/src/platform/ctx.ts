import type { Clock } from "./clock.ts";
import type { Database, Tx } from "./db.ts";
import type { Logger } from "./log.ts";

/** Which records an actor sees; the rooms that own records say what it means for them. */
export type Sight =
  | { kind: "all" }
  /** What lies in these queues, what is the member's own, and what nobody has taken. */
  | { kind: "queues"; memberId: string; queueIds: string[] }
  | { kind: "own"; memberId: string };

/** Who acts: a member in the browser, a machine with a key, a part of the program that acts for the team, a contact who taps, or the program itself. */
export interface Actor {
  kind: "member" | "api_key" | "flow" | "ai" | "automation" | "campaign" | "contact" | "system";
  /** Of the member, key, flow, AI agent, automation, campaign or contact; null for the system. */
  id: string | null;
  name: string;
  /** Names of rights. */
  capabilities: ReadonlySet<string>;
  sight: Sight;
  /** The member who made the key; absent for everyone else. */
  madeById?: string;
  /** The login that a browser request hangs on; absent for keys and the system. */
  login?: {
    sessionId: string;
    sessionToken: string;
    userId: string;
    /** The one workspace that it is good in; null: every one that the person is in. */
    boundTo: string | null;
  };
  ipAddress?: string;
}

/** All that a domain function needs of its surroundings. */
export interface Ctx {
  workspaceId: string;
  actor: Actor;
  log: Logger;
  /** Follows one piece of work through logs, jobs and events. */
  correlationId: string;
  now(): Date;
  transaction<T>(run: (tx: Tx) => T | Promise<T>): Promise<T>;
}

export function createCtx(input: {
  db: Database;
  clock: Clock;
  log: Logger;
  workspaceId: string;
  actor: Actor;
  correlationId: string;
}): Ctx {
  const { db, clock, workspaceId, actor, correlationId } = input;
  return {
    workspaceId,
    actor,
    correlationId,
    log: input.log.child({ correlationId, workspaceId }),
    now: () => clock.now(),
    transaction: (run) => db.inWorkspace(workspaceId, run, correlationId),
  };
}
