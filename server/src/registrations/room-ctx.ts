import type { DeliveryParts } from "../inbox/index.ts";
import { type Clock, type Ctx, createCtx, type Database, type Logger } from "../platform/index.ts";
import type { AskAgain } from "./ask-again.ts";

/** What the room stands on. */
export interface RegistrationGround {
  db: Database;
  clock: Clock;
  log: Logger;
  parts: DeliveryParts;
  /** How upper rooms ask again in the dialogue where it was asked first. */
  askAgain: () => readonly AskAgain[];
}

/** The room acts by itself: it reads answers, looks at deadlines. */
export function roomCtx({ db, clock, log }: RegistrationGround, workspaceId: string, correlationId: string): Ctx {
  const actor = { kind: "system" as const, id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  return createCtx({ db, clock, log, workspaceId, correlationId, actor });
}
