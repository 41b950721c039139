import type { HandOverParts } from "../../inbox/index.ts";
import { type Clock, type Ctx, createCtx, type Database, type Logger } from "../../platform/index.ts";

/** What speaking of appointments in the chat needs. */
export interface AppointmentGround {
  db: Database;
  clock: Clock;
  log: Logger;
  parts: HandOverParts;
}

/** The program itself: it reminds. */
export const systemCtx = (ground: AppointmentGround, workspaceId: string, correlationId: string): Ctx =>
  ctxOf(ground, workspaceId, correlationId, { kind: "system", id: null, name: "Prosa" });

/** Whoever the conversation is with, acting by a button: they see what is theirs, which the button has checked. */
export const contactCtx = (ground: AppointmentGround, workspaceId: string, correlationId: string, contactId: string, name: string): Ctx =>
  ctxOf(ground, workspaceId, correlationId, { kind: "contact", id: contactId, name });

const ctxOf = (
  { db, clock, log }: AppointmentGround,
  workspaceId: string,
  correlationId: string,
  actor: Pick<Ctx["actor"], "kind" | "id" | "name">,
): Ctx =>
  createCtx({ db, clock, log, workspaceId, correlationId, actor: { ...actor, capabilities: new Set<string>(), sight: { kind: "all" } } });
