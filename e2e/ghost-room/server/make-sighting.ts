import { addJobs, type Ctx, emit, newId } from "../platform/index.ts";
import { sightingMade } from "./events.ts";
import { checkSightingJob } from "./job-kinds.ts";
import { insertSighting, type Sighting } from "./sightings.queries.ts";

/** Keeps a sighting. Its row, its event and its job are one transaction, so none is there without the others. */
export function makeSighting(ctx: Ctx, { place }: { place: string }): Promise<Sighting> {
  const { workspaceId } = ctx;
  const now = ctx.now();
  return ctx.transaction(async (tx) => {
    const sighting = await insertSighting(tx, { workspaceId, id: newId(), place, madeBy: ctx.actor.name, madeAt: now });
    emit(tx, [sightingMade({ workspaceId, subjectId: sighting.id, detail: { place } })], now);
    addJobs(tx, [checkSightingJob({ workspaceId, payload: { sightingId: sighting.id } })], now);
    return sighting;
  });
}
