import type { DeliveryParts } from "../inbox/index.ts";
import type { Clock, Database, GuardedClient, Logger, Secrets } from "../platform/index.ts";
import type { Rights } from "../team/index.ts";

export interface MovingGround {
  db: Database;
  clock: Clock;
  log: Logger;
  http: GuardedClient;
  secrets: Secrets;
  /** Files are stored, and texts judged, as the inbox does it. */
  parts: DeliveryParts;
  rights: () => Rights;
}
