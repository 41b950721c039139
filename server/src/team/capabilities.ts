import { type Actor, defineError } from "../platform/index.ts";

/** Everything that a right can be given for; routes name one each. */
export const CAPABILITIES = [
  "conversations.read",
  "conversations.reply",
  "conversations.assign",
  "contacts.read",
  "contacts.write",
  "channels.read",
  "channels.manage",
  "raw_events.read",
  "raw_events.replay",
  "team.read",
  "team.manage",
  "workspace.manage",
  "api_keys.manage",
  "audit.read",
  "playground.use",
] as const;

export type Capability = (typeof CAPABILITIES)[number];

export const ROLES = ["owner", "administrator", "manager", "supervisor", "buyer", "agent", "technician", "viewer"] as const;
export type Role = (typeof ROLES)[number];

const reader: Capability[] = ["conversations.read", "contacts.read", "channels.read", "team.read"];
const agent: Capability[] = [...reader, "conversations.reply", "conversations.assign", "contacts.write", "playground.use"];

const GRANTS: Record<Role, readonly Capability[]> = {
  owner: CAPABILITIES,
  administrator: CAPABILITIES,
  manager: [...agent, "audit.read"],
  supervisor: agent,
  buyer: agent,
  agent,
  // Technicians work from their own chat; the web shows them nothing of the customers'.
  technician: [],
  viewer: reader,
};

/** What a role may do. */
export const capabilitiesOf = (role: Role): ReadonlySet<Capability> => new Set(GRANTS[role]);

/** A key may do only what its scopes say, and never make keys or change people. */
export const KEY_SCOPES = CAPABILITIES.filter((capability) => !["api_keys.manage", "team.manage", "workspace.manage"].includes(capability));

const notAllowed = defineError<{ capability: string }>(
  "team.not_allowed",
  403,
  ({ capability }) => `This needs the right "${capability}". An administrator can give it under Settings, People.`,
);

/** @throws {AppError} team.not_allowed */
export function requireCapability(actor: Actor, capability: string): void {
  if (!actor.capabilities.has(capability)) throw notAllowed({ capability });
}
