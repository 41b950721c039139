import { type Actor, defineError, type Right, type RightsBook, rightMark } from "../platform/index.ts";
import { ROLES, type Role } from "./roles.ts";

/** A right as its room declares it. */
export interface DeclaredRight extends Right {
  readonly offer: "right";
  /** What it allows, as a sentence for `docs/access.md`. */
  readonly about: string;
  /** Who has it by default, besides owners and administrators, who have every right. */
  readonly roles: readonly Role[];
  /** Whether an API key may have it. A key never makes keys or changes people. */
  readonly forKeys: boolean;
}

/** Declares a right in the room that needs it. `app.ts` puts the rooms' rights together; one that is in no list stops the start. */
export function defineRight(
  name: string,
  { about, roles, forKeys }: Omit<DeclaredRight, "name" | "offer" | typeof rightMark>,
): DeclaredRight {
  return { offer: "right", [rightMark]: true, name, about, roles, forKeys };
}

/** What somebody's rights come from. */
export interface RoleHolder {
  role: Role;
  /** What the workspace's own role allows; null: the built-in one holds. */
  roleRights: readonly string[] | null;
}

export interface Rights extends RightsBook {
  /** Every right, in the order of the rooms. */
  readonly all: readonly DeclaredRight[];
  /** Names of what a built-in role may do. */
  of(role: Role): ReadonlySet<string>;
  /** Names of what somebody may do; of a workspace's own role those that the program still knows. */
  heldBy(holder: RoleHolder): ReadonlySet<string>;
  /** Names of what an API key may have. */
  readonly keyScopes: readonly string[];
}

/** All rights of the program. @throws {Error} when two rooms declare the same name. */
export function createRights(all: readonly DeclaredRight[]): Rights {
  const byName = new Map<string, DeclaredRight>();
  for (const right of all) {
    if (byName.has(right.name)) throw new Error(`the right "${right.name}" is declared twice`);
    byName.set(right.name, right);
  }
  const of = (role: Role): ReadonlySet<string> => byRole.get(role) ?? new Set();
  const byRole = new Map(ROLES.map((role) => [role, new Set(all.filter((right) => hasByDefault(role, right)).map(({ name }) => name))]));
  return {
    all,
    of,
    heldBy: ({ role, roleRights }) => (roleRights === null ? of(role) : new Set(roleRights.filter((name) => byName.has(name)))),
    keyScopes: all.filter(({ forKeys }) => forKeys).map(({ name }) => name),
    knows: (right) => byName.get(right.name) === right,
    require: requireRight,
  };
}

function hasByDefault(role: Role, { roles }: DeclaredRight): boolean {
  return role === "owner" || role === "administrator" || roles.includes(role);
}

const notAllowed = defineError<{ capability: string }>(
  "team.not_allowed",
  403,
  ({ capability }) => `This needs the right "${capability}". An administrator can give it under Settings, People.`,
);

/** Whether this person, key or program may do it. */
export const may = (actor: Actor, right: Right): boolean => actor.capabilities.has(right.name);

/** @throws {AppError} team.not_allowed */
export function requireRight(actor: Actor, right: Right): void {
  if (!may(actor, right)) throw notAllowed({ capability: right.name });
}
