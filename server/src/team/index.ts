export { apiKeyRoutes, createApiKey } from "./api-keys.ts";
export { auditRoutes, recordAudit } from "./audit.ts";
export { cookieHeaders, createAuthenticate, ensureSameOrigin } from "./authenticate.ts";
export { CAPABILITIES, type Capability, capabilitiesOf, KEY_SCOPES, ROLES, type Role, requireCapability } from "./capabilities.ts";
export { loginRoutes, ownLoginRoutes } from "./login.routes.ts";
export { createLogin, type Login } from "./login.ts";
export { memberRoutes } from "./members.routes.ts";
export { setupRoutes } from "./setup.routes.ts";
export { createWorkspace, isEmptyInstallation } from "./workspaces.ts";
