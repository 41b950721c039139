import { defineError } from "../../platform/index.ts";

export const onlyOwners = defineError("team.only_owners", 403, "Only an owner sets how people sign in.");
export const noProvider = defineError("team.no_provider", 404, "Single sign-on is not set up here. Sign in with e-mail and password.");
export const providerUnreachable = defineError<{ problem: string }>(
  "team.provider_unreachable",
  400,
  ({ problem }) => `The provider of logins does not answer as OpenID Connect says: ${problem}. Check its address.`,
);
export const secretNeeded = defineError(
  "team.secret_needed",
  400,
  "Write the client secret: the one that is kept belongs to another issuer.",
);
export const signOnLost = defineError(
  "team.sign_on_lost",
  400,
  "This sign-in was begun in another browser, or took too long. Begin again.",
);
export const signOnRefused = defineError(
  "team.sign_on_refused",
  401,
  "What the provider of logins answered is not valid for this sign-in. Begin again; if it stays so, tell an owner.",
);
export const signOnDenied = defineError("team.sign_on_denied", 401, "The provider of logins did not let you in.");
export const signOnUnknown = defineError(
  "team.sign_on_unknown",
  403,
  "Nobody here is linked with this login. Accept an invitation with it, or sign in with the password and link it under Settings, Security.",
);
export const signOnTaken = defineError("team.sign_on_taken", 409, "This login is linked with somebody else of the workspace.");
export const signOnKnownPerson = defineError(
  "team.sign_on_known_person",
  409,
  "This address has a login already. Accept the invitation with its password, then link this login under Settings, Security.",
);
