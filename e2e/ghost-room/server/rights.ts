import { ANSWERING_ROLES, defineRight, READING_ROLES } from "../team/index.ts";

export const sightingsRead = defineRight("sightings.read", {
  about: "See what was seen.",
  roles: READING_ROLES,
  forKeys: true,
});
export const sightingsWrite = defineRight("sightings.write", {
  about: "Tell of a sighting.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});

export const ghostRights = [sightingsRead, sightingsWrite];
