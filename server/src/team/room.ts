import { type DeadLetterSource, defineProvision, demo, type House, nightly, provide, type Room, route, watch } from "../platform/index.ts";
import { accessRuleRoutes } from "./access-rules/access-rules.routes.ts";
import { watchAccessRules } from "./access-rules/watch-access-rules.ts";
import { apiKeyRoutes } from "./api-keys.ts";
import { createAttempts } from "./attempts.ts";
import { auditRoutes } from "./audit.routes.ts";
import { calendarRoutes } from "./calendars.routes.ts";
import { deadLetterRoutes } from "./dead-letters.routes.ts";
import type { FirstStepOffer } from "./first-steps/first-step.ts";
import { firstStepRoutes } from "./first-steps/first-steps.routes.ts";
import { inviteStep } from "./first-steps/own-step.ts";
import { invitationRoutes } from "./invitations.routes.ts";
import { loginRoutes } from "./login.routes.ts";
import { createLogin, type Login } from "./login.ts";
import { memberRoutes } from "./members.routes.ts";
import { ownLoginRoutes } from "./own-login.routes.ts";
import { teamRights } from "./own-rights.ts";
import { ownWorkspaceRoutes } from "./own-workspaces.routes.ts";
import { sealedSecondFactors } from "./reseal-second-factors.ts";
import { createRights, type DeclaredRight, type Rights } from "./rights.ts";
import { demoRoles } from "./roles/demo-roles.ts";
import { roleRoutes } from "./roles/roles.routes.ts";
import { setupRoutes } from "./setup.routes.ts";
import { providerRoutes } from "./sign-on/provider.routes.ts";
import { sealedProviderSecrets } from "./sign-on/provider.ts";
import { signOnRoutes } from "./sign-on/sign-on.routes.ts";
import { workspaceRoutes } from "./workspace.routes.ts";

export const loginProvision = defineProvision<Login>("team.login");

/** People, their rights and keys, what they did, and what failed for good. */
export const room: Room = {
  name: "team",
  open(house) {
    const { config, db, clock, http, log, secrets, sendMail } = house;
    const login = createLogin({ config, db, secrets, sendMail, log });
    const attempts = createAttempts({ db, clock });
    const signOn = { db, clock, config, login, http, secrets };
    return [
      nightly(() => attempts.forget()),
      watch(() => watchAccessRules({ db, clock, log })),
      provide(loginProvision, login),
      ...teamRights,
      sealedSecondFactors(secrets),
      sealedProviderSecrets(secrets),
      route((app) => loginRoutes(app, { login, config, db, clock, attempts })),
      route((app) => signOnRoutes(app, signOn)),
      route((app) => providerRoutes(app, signOn)),
      route((app) => ownLoginRoutes(app, { login, db, clock, attempts })),
      route((app) => memberRoutes(app, { db, config, rights: () => rightsOf(house) })),
      route((app) => invitationRoutes(app, { db, clock, login, config, sendMail, rights: () => rightsOf(house) })),
      route((app) => roleRoutes(app, { rights: rightsOf(house), roomOf: (right) => house.roomOf(right) })),
      demo((ctx) => demoRoles(ctx, rightsOf(house))),
      route((app) => ownWorkspaceRoutes(app, { db, clock, attempts })),
      route((app) => workspaceRoutes(app)),
      route((app) => accessRuleRoutes(app, { db })),
      route((app) => setupRoutes(app, { db, clock, login, setupToken: house.setupToken })),
      route((app) => apiKeyRoutes(app, rightsOf(house))),
      route((app) => auditRoutes(app)),
      route((app) => calendarRoutes(app)),
      inviteStep,
      route((app) => firstStepRoutes(app, () => house.all<FirstStepOffer>("first_step").map((one) => one.step))),
      route((app) => deadLetterRoutes(app, { sources: house.all<DeadLetterSource>("dead_letters") })),
    ];
  },
};

/** Every right that the open rooms declare. */
export const rightsOf = (house: House): Rights => createRights(house.all<DeclaredRight>("right"));
