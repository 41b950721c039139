import { defineRight } from "../team/index.ts";

export const webhooksManage = defineRight("webhooks.manage", {
  about: "Tell other systems of everything that happens, see what they were told, and send it again.",
  roles: ["manager"],
  forKeys: true,
});

export const crmManage = defineRight("crm.manage", {
  about: "Connect the CRM, say which stages are the same, see what went to and fro, and send it again.",
  roles: ["manager"],
  forKeys: true,
});
