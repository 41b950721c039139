import type { Target } from "../shell/room.ts";

export const toSightings = (): Target => ({ to: "/sightings" });
