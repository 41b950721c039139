import { defineError } from "../../platform/index.ts";

export const roleTooWide = defineError<{ capability: string }>(
  "team.role_too_wide",
  403,
  ({ capability }) => `This has the right "${capability}", which you do not have: you can neither give it nor change who has it.`,
);

export const sightTooWide = defineError(
  "team.sight_too_wide",
  403,
  "This sees more conversations than you do: you can neither give it nor change who has it.",
);

export const roleNameTaken = defineError<{ name: string }>(
  "team.role_name_taken",
  409,
  ({ name }) => `There is a role "${name}" already. Choose another name, or change that one.`,
);

export const tooManyRoles = defineError<{ most: number }>(
  "team.too_many_roles",
  409,
  ({ most }) => `There are ${most} roles already. Remove one that nobody has.`,
);

export const roleInUse = defineError<{ name: string; people: string }>(
  "team.role_in_use",
  409,
  ({ name, people }) => `"${name}" is the role of ${people}. Say which role they get instead.`,
);
