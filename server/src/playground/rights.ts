import { ANSWERING_ROLES, defineRight } from "../team/index.ts";

export const playgroundUse = defineRight("playground.use", {
  about: "Play a customer in the demonstration.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});

export const playgroundRights = [playgroundUse];
