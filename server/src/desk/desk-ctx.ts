import { type Clock, type Ctx, createCtx, type Database, type Logger } from "../platform/index.ts";

export interface DeskGround {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** The desk acts by itself: it routes, returns, gives up. */
export function deskCtx({ db, clock, log }: DeskGround, workspaceId: string, correlationId: string): Ctx {
  const actor = { kind: "system" as const, id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  return createCtx({ db, clock, log, workspaceId, correlationId, actor });
}
