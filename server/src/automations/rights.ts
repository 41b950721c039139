import { defineRight, READING_ROLES } from "../team/index.ts";

export const automationsRead = defineRight("automations.read", {
  about: "See rules that act by themselves, what they did, and the records of other systems that they watch.",
  roles: READING_ROLES,
  forKeys: true,
});
export const automationsManage = defineRight("automations.manage", {
  about: "Make, change and switch rules that act by themselves; a rule acts with the rights of its acts.",
  roles: ["manager"],
  forKeys: true,
});
export const objectsWrite = defineRight("objects.write", {
  about: "Write and remove records of other systems: proposals, payments, users.",
  roles: ["manager"],
  forKeys: true,
});

export const automationRights = [automationsRead, automationsManage, objectsWrite];
