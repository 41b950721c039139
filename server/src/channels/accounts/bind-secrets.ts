import { defineError } from "../../platform/pure.ts";
import type { ChannelAdapter } from "../adapters/adapter.ts";
import type { Change, Values } from "./account-fields.ts";

const secretNeeded = defineError<{ fields: string[] }>(
  "channels.secret_needed",
  400,
  ({ fields }) => `This account would be called at another address. Give the secrets that go there again: ${fields.join(", ")}.`,
);

/**
 * A stored secret goes only where it was given for. Who moves an account to another address gives its secrets again; otherwise a check
 * would hand them to whoever moved it.
 * @returns whether it moved: then the old address may write here no more
 * @throws {AppError} naming the secrets that are missing
 */
export function refuseToMoveSecrets(
  { secretsGoTo = {} }: ChannelAdapter,
  { before, after, stored, given }: { before: Values; after: Values; stored: Values; given: Change },
): boolean {
  const moved = Object.entries(secretsGoTo).filter(([setting]) => placeOf(before[setting]) !== placeOf(after[setting]));
  const fields = new Set(moved.flatMap(([, secrets]) => secrets.filter((name) => stored[name] !== undefined && given[name] === undefined)));
  if (fields.size > 0) throw secretNeeded({ fields: [...fields].map((name) => `credentials.${name}`) });
  return moved.length > 0;
}

/** How the address is written changes nothing: case, a slash at its end, spaces around it. */
function placeOf(setting: string | undefined): string {
  const written = (setting ?? "").trim();
  return (URL.canParse(written) ? new URL(written).href : written.toLowerCase()).replace(/\/+$/, "");
}
