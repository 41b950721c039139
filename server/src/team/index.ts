export { createApiKey } from "./api-keys.ts";
export type { Asker } from "./asker.ts";
export { forgetAuditDetails, recordAudit, recordSystemAudit } from "./audit.ts";
export { type Authenticate, createAuthenticate } from "./authenticate.ts";
export { createCalendar } from "./calendars.ts";
export { calendarChanged } from "./events.ts";
export { findActor, findMemberBehind } from "./find-actor.ts";
export { findRecipient, membersWithRoles, namesOfMembers, type Recipient } from "./find-members.ts";
export { firstStep } from "./first-steps/first-step.ts";
export { deadLettersRead, deadLettersReplay, workspaceManage } from "./own-rights.ts";
export { type DeclaredRight, defineRight, may, type Rights, requireRight } from "./rights.ts";
export { ANSWERING_ROLES, READING_ROLES, ROLES, type Role } from "./roles.ts";
export { loginProvision, rightsOf } from "./room.ts";
export { memberSightChanged, membersByQueue, membersWithSight, type Sees, setQueueMembers } from "./sight.ts";
export {
  createWorkspace,
  isEmptyInstallation,
  keepPushKey,
  type Language,
  readWorkspace,
  sealedPushKey,
  type WorkspaceFacts,
  workspaceLanguage,
} from "./workspaces.ts";
