import type { Ctx } from "../platform/index.ts";
import { makeSighting } from "./make-sighting.ts";

/** What a newcomer finds, made the way people make it. */
export async function addDemoSightings(ctx: Ctx): Promise<void> {
  for (const place of ["Almoxarifado", "Escada do segundo andar"]) await makeSighting(ctx, { place });
}
