import { defineRight } from "../team/index.ts";

export const webhooksManage = defineRight("webhooks.manage", {
  about: "Tell other systems of everything that happens, see what they were told, and send it again.",
  roles: ["manager"],
  forKeys: true,
});
