import type { DeliveryParts } from "../inbox/index.ts";
import { type Actor, type Clock, type Ctx, createCtx, type Database, type Logger } from "../platform/index.ts";

/** What campaigns need. */
export interface CampaignGround {
  db: Database;
  clock: Clock;
  log: Logger;
  parts: DeliveryParts;
}

/** Writes in the name of a campaign: the gate of consent and the lane of campaigns know it by that. */
export function campaignCtx({ db, clock, log }: CampaignGround, workspaceId: string, { id, name }: { id: string; name: string }): Ctx {
  const actor: Actor = { kind: "campaign", id, name, capabilities: new Set(["messages.send", "contacts.read"]), sight: { kind: "all" } };
  return createCtx({ db, clock, log, workspaceId, correlationId: `campaign ${id}`, actor });
}
