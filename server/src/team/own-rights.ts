import { defineRight } from "./rights.ts";
import { READING_ROLES } from "./roles.ts";

export const teamRead = defineRight("team.read", { about: "See who belongs to the workspace.", roles: READING_ROLES, forKeys: true });
export const teamManage = defineRight("team.manage", {
  about: "Invite and remove people; change their role, what they see and their queues.",
  roles: [],
  forKeys: false,
});
export const rolesWrite = defineRight("roles.write", {
  about: "Make, change and remove the workspace's own roles, with rights that one has oneself.",
  roles: [],
  forKeys: false,
});
export const workspaceManage = defineRight("workspace.manage", { about: "Change settings of the workspace.", roles: [], forKeys: false });
export const workspaceCreate = defineRight("workspace.create", {
  about: "Create one more workspace in this installation.",
  roles: [],
  forKeys: false,
});
export const apiKeysManage = defineRight("api_keys.manage", { about: "Make and revoke API keys.", roles: [], forKeys: false });
export const auditRead = defineRight("audit.read", { about: "Read the audit log.", roles: ["manager"], forKeys: true });

/** Bodies of every customer stand there: whoever has it sees past what single conversations allow. */
export const deadLettersRead = defineRight("dead_letters.read", {
  about: "Read what came in and could not be processed, of all conversations.",
  roles: [],
  forKeys: true,
});
export const deadLettersReplay = defineRight("dead_letters.replay", {
  about: "Process again what came in and could not be processed.",
  roles: [],
  forKeys: true,
});

export const teamRights = [
  teamRead,
  teamManage,
  rolesWrite,
  workspaceManage,
  workspaceCreate,
  apiKeysManage,
  auditRead,
  deadLettersRead,
  deadLettersReplay,
];
