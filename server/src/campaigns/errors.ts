import { defineError } from "../platform/index.ts";

export const invalidCampaign = defineError<{ problems: { path: string; problem: string }[] }>(
  "campaigns.invalid",
  422,
  ({ problems }) => `The campaign cannot be kept: ${problems.map(({ path, problem }) => `${path} ${problem}`).join("; ")}.`,
);
export const campaignMovedOn = defineError<{ revision: number }>(
  "campaigns.changed",
  409,
  ({ revision }) => `Somebody saved this campaign meanwhile, as revision ${revision}. Read it again before you save.`,
);
export const notInState = defineError<{ state: string }>(
  "campaigns.not_in_state",
  409,
  ({ state }) => `This cannot be done while the campaign is ${state}. Read it again.`,
);
export const nobody = defineError<{ leftOut: number }>("campaigns.nobody", 409, ({ leftOut }) =>
  leftOut === 0
    ? "Nobody is in this audience. Widen its conditions."
    : `Nobody in this audience can be written to: ${leftOut} are left out. See why in the preview of the audience.`,
);
export const unknownVariant = defineError("campaigns.unknown_variant", 422, "This campaign has no such text.");
/** A person has no value for a variable of a text, and the text has no fallback for it. */
export const missingVariable = defineError<{ names: string[] }>(
  "campaigns.missing_variable",
  422,
  ({ names }) => `This person has no value for ${names.join(", ")}. Give the text a fallback, such as {{contact.first_name | você}}.`,
);
