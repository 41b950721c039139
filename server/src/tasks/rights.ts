import { ANSWERING_ROLES, defineRight, READING_ROLES } from "../team/index.ts";

export const tasksRead = defineRight("tasks.read", {
  about: "See one's own tasks, those of nobody, and those of conversations and contacts that one sees.",
  roles: READING_ROLES,
  forKeys: true,
});
export const tasksWrite = defineRight("tasks.write", {
  about: "Make tasks; change and finish those that one sees.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const tasksManage = defineRight("tasks.manage", {
  about: "See tasks of others that are about nothing in particular, and remove tasks that somebody else made.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const taskRights = [tasksRead, tasksWrite, tasksManage];
