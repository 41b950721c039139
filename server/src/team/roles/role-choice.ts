import { Type } from "typebox";
import { idSchema, invalidRequest, Nullable, notFound, OneOf, sql, type Tx } from "../../platform/index.ts";
import type { RoleHolder } from "../rights.ts";
import { ROLES, type Role } from "../roles.ts";
import type { Sees } from "../sight.ts";

/** Built-in roles that somebody other than an owner may give, and that a role of the workspace's own may start from. */
export const BASES = ROLES.filter((role) => role !== "owner");
export type Base = (typeof BASES)[number];

const OwnRoleId = Type.String({ format: "uuid", description: "Id of a role of the workspace's own, in place of a built-in one." });

/** How a request names a role: `role` or `roleId`. */
export const roleChoiceOf = <const Words extends readonly Role[]>(roles: Words) => ({
  role: Type.Optional(OneOf(roles)),
  roleId: Type.Optional(OwnRoleId),
});
export interface RoleChoice {
  role?: Role | undefined;
  roleId?: string | undefined;
}

/** How an answer shows the role of somebody. */
export const SHOWN_ROLE = {
  role: OneOf(ROLES, { description: "The built-in role, or the one that their own role starts from." }),
  roleId: Nullable(idSchema("role of the workspace's own; null: the built-in one")),
  roleName: Nullable(Type.String({ description: "Of the workspace's own role." })),
};
export interface ShownRole {
  role: Role;
  roleId: string | null;
  roleName: string | null;
}

/** SQL: the same, of a row `who` of members or invitations. */
export const shownRole = (who: "m" | "i") =>
  `${who}.role, ${who}.role_id as "roleId", (select r.name from roles r where r.workspace_id = ${who}.workspace_id and r.id = ${who}.role_id) as "roleName"`;

/** A role that is about to be given: what stands in the row, and what it allows. */
export interface TakenRole extends ShownRole, RoleHolder {
  roleSees: Sees | null;
}

/** Nobody removes it until the transaction ends. @throws {AppError} platform.not_found; platform.invalid_request unless one is named */
export async function takeRole(tx: Tx, { role, roleId }: RoleChoice): Promise<TakenRole> {
  if ((role === undefined) === (roleId === undefined))
    throw invalidRequest({ problems: [{ path: "role", problem: "or roleId has to be there, and not both" }] });
  if (role !== undefined) return { role, roleId: null, roleName: null, roleRights: null, roleSees: null };
  const found = await tx.maybeOne(sql<TakenRole>`
    select base as role, id as "roleId", name as "roleName", capabilities as "roleRights", sees as "roleSees" from roles where id = ${roleId} for key share`);
  if (found === null) throw notFound({ what: "role" });
  return found;
}

/** What it is called in the audit log. */
export const nameOfRole = ({ role, roleName }: Pick<ShownRole, "role" | "roleName">): string => roleName ?? role;
