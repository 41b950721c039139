import { randomBytes } from "node:crypto";
import { defineError } from "../../platform/pure.ts";
import type { ChannelAdapter, FieldRole } from "../adapters/adapter.ts";

const missingFields = defineError<{ fields: string[] }>(
  "channels.missing_fields",
  400,
  ({ fields }) => `Give these too: ${fields.join(", ")}.`,
);

export type Values = Record<string, string>;
/** Null takes a value away; what is not named stays. */
export type Change = Record<string, string | null>;

const ROLES = { settings: ["id", "setting", "optional_setting", "switch"], credentials: ["secret", "optional_secret"] } as const;

/** What a person gave, without what a channel of this kind does not know; an empty text is nothing. */
export function knownFields(adapter: ChannelAdapter, group: keyof typeof ROLES, given: Change = {}): Change {
  const names = namesOf(adapter, ROLES[group]);
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => names.includes(name) && value !== ""));
}

export const withChange = (values: Values, change: Change): Values =>
  Object.fromEntries(Object.entries({ ...values, ...change }).filter((entry): entry is [string, string] => entry[1] !== null));

/** Secrets that nobody needs to see or type; long enough to stand in an address. */
export const generatedSecrets = (adapter: ChannelAdapter): Values =>
  Object.fromEntries(namesOf(adapter, ["generated"]).map((name) => [name, randomBytes(32).toString("base64url")]));

/** What an account needs for an address of its own, and an app at Meta has for all of its accounts. */
const SECRETS_OF_APP = new Set(["credentials.appSecret", "credentials.verifyToken"]);

/** @throws {AppError} naming what a channel of this kind cannot do without. */
export function refuseMissing(adapter: ChannelAdapter, settings: Values, credentials: Values, metaAppId: string | null): void {
  const missing = (values: Values, roles: readonly FieldRole[], group: string) =>
    namesOf(adapter, roles).flatMap((name) => (values[name] === undefined ? [`${group}.${name}`] : []));
  const needed = [...missing(credentials, ["secret"], "credentials"), ...missing(settings, ["id", "setting"], "settings")];
  const fields = metaAppId === null ? needed : needed.filter((name) => !SECRETS_OF_APP.has(name));
  if (fields.length > 0) throw missingFields({ fields });
}

function namesOf({ fields }: ChannelAdapter, roles: readonly FieldRole[]): string[] {
  return Object.entries(fields).flatMap(([name, role]) => (roles.includes(role) ? [name] : []));
}
