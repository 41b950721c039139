import { ANSWERING_ROLES, defineRight } from "../team/index.ts";

export const deskServe = defineRight("desk.serve", {
  about: "Serve queues: say whether one is there, take the next ticket, close one's own with a reason.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const deskWatch = defineRight("desk.watch", {
  about: "See the wall, the load of every agent and the figures of queues; move tickets of others, say that others are away.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});
export const deskManage = defineRight("desk.manage", {
  about: "Make and change queues, teams, promises, texts and reasons of closing.",
  roles: ["manager", "supervisor"],
  forKeys: false,
});

export const deskRights = [deskServe, deskWatch, deskManage];
