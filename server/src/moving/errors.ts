import { defineError } from "../platform/index.ts";

export const badAddress = defineError("moving.bad_address", 422, "The address is where their pages are: https, without a login in it.");
export const notAnswered = defineError<{ problem: string }>(
  "moving.not_answered",
  422,
  ({ problem }) => `They cannot be read (${problem}). Check address, number of the account and key.`,
);
export const isGoing = defineError("moving.is_going", 409, "It is going on. Stop it first.");
export const noPlace = defineError(
  "moving.no_place",
  409,
  "Say for at least one of their inboxes in which channel its conversations go on.",
);
