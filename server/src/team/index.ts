export { apiKeyRoutes, createApiKey } from "./api-keys.ts";
export { auditRoutes, recordAudit } from "./audit.ts";
export { createAuthenticate } from "./authenticate.ts";
export { CAPABILITIES, capabilitiesOf, KEY_SCOPES, requireCapability } from "./capabilities.ts";
export { loginRoutes, ownLoginRoutes } from "./login.routes.ts";
export { createLogin } from "./login.ts";
export { memberRoutes } from "./members.routes.ts";
export { setupRoutes } from "./setup.routes.ts";
export { createWorkspace, isEmptyInstallation } from "./workspaces.ts";
