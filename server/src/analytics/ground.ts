import type { DeliveryParts, Figure, SpendKind } from "../inbox/index.ts";
import type { Actor, Clock, Database, Logger, SendMail } from "../platform/index.ts";
import type { Rights } from "../team/index.ts";

/** What reading figures for somebody who does not ask at the moment needs. */
export interface ReportGround {
  db: Database;
  clock: Clock;
  log: Logger;
  parts: Pick<DeliveryParts, "fields">;
  sendMail: SendMail;
  /** Known when all rooms are open. */
  figures(): ReadonlyMap<string, Figure>;
  /** What money is spent on, as the rooms declare it; known when all of them are open. */
  spendKinds(): ReadonlyMap<string, SpendKind>;
  rights(): Rights;
}

/** The program itself: it keeps the log, and reads what all of the workspace spends. */
export const PROGRAM: Actor = { kind: "system", id: null, name: "Prosa", capabilities: new Set(), sight: { kind: "all" } };

/** Whose reports and alerts these are: of the member, or of who made the key. */
export const memberBehind = ({ kind, id, madeById }: Actor): string | null => (kind === "member" ? id : (madeById ?? null));
