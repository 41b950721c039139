import { defineRight, READING_ROLES } from "../team/index.ts";

export const aiRead = defineRight("ai.read", {
  about: "See agents and all of the knowledge, ask it, and get suggestions beside conversations that one sees.",
  roles: READING_ROLES,
  forKeys: true,
});
export const aiWrite = defineRight("ai.write", {
  about: "Change agents and whom they serve; write, publish and remove knowledge.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});
export const aiProviders = defineRight("ai.providers", {
  about: "Change providers of models, their keys and prices, and what may be spent.",
  roles: [],
  forKeys: false,
});
export const aiReadTexts = defineRight("ai.read_texts", {
  about: "Read what was sent to models and what they answered, word for word, in conversations that one sees.",
  roles: [],
  forKeys: false,
});

export const aiRights = [aiRead, aiWrite, aiProviders, aiReadTexts];
