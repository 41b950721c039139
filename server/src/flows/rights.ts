import { defineRight, READING_ROLES } from "../team/index.ts";

export const flowsRead = defineRight("flows.read", {
  about: "See flows, their versions and figures, and the runs of conversations that one sees.",
  roles: READING_ROLES,
  forKeys: true,
});
export const flowsWrite = defineRight("flows.write", {
  about: "Draw flows, call addresses from the test panel, and begin a flow in a conversation.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});
export const flowsPublish = defineRight("flows.publish", {
  about: "Publish flows, switch them on and off, say which one goes first, and keep what their HTTP blocks log in with.",
  roles: ["manager"],
  forKeys: true,
});

export const flowRights = [flowsRead, flowsWrite, flowsPublish];
