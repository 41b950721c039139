import { emit, type Tx } from "../platform/index.ts";
import { sightingChecked } from "./events.ts";
import { markChecked } from "./sightings.queries.ts";

/** Marks a sighting as looked at. Harmless when it runs twice: the second run finds nothing to do. */
export async function checkSighting(tx: Tx, workspaceId: string, sightingId: string, now: Date): Promise<void> {
  const isNew = await markChecked(tx, sightingId, now);
  if (isNew) emit(tx, [sightingChecked({ workspaceId, subjectId: sightingId })], now);
}
