import { Type } from "typebox";
import { type App, IsoTime, idSchema, notFound, OneOf } from "../../platform/index.ts";
import { rolesWrite, teamRead } from "../own-rights.ts";
import type { DeclaredRight, Rights } from "../rights.ts";
import { ROLES } from "../roles.ts";
import { SeesSchema } from "../sight.ts";
import { changeRole, makeRole } from "./own-roles.ts";
import { readBuiltInRoles, readOwnRoles } from "./read-roles.ts";
import { removeRole } from "./remove-role.ts";
import { BASES, roleChoiceOf } from "./role-choice.ts";

interface Parts {
  rights: Rights;
  /** Name of the room that declares it. */
  roomOf: (right: DeclaredRight) => string;
}

/** Roles of the workspace's own, beside the built-in ones, which nobody changes. */
export function roleRoutes(app: App, { rights, roomOf }: Parts) {
  const tags = ["Team"];
  const write = { config: { access: rolesWrite } };
  const params = Type.Object({ roleId: idSchema("role") });
  const names = rights.all.map(({ name }) => name);
  const Capabilities = Type.Array(OneOf(names), { maxItems: names.length, uniqueItems: true });
  const written = {
    name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
    description: Type.String({ maxLength: 300 }),
    sees: SeesSchema,
    capabilities: Capabilities,
  };
  const Role = Type.Object({
    id: idSchema("role"),
    ...written,
    base: OneOf(BASES, { description: "The built-in role that it starts from, and that notices and other rules take it for." }),
    newRights: Type.Array(OneOf(names), { description: "Declared since somebody last decided on its rights; they are off." }),
    memberCount: Type.Integer(),
    invitationCount: Type.Integer({ description: "Invitations with it that can still be accepted." }),
    updatedAt: IsoTime,
  });
  const BuiltIn = Type.Object({ role: OneOf(ROLES), sees: SeesSchema, capabilities: Capabilities, memberCount: Type.Integer() });
  const Right = Type.Object({
    name: OneOf(names),
    room: Type.String({ description: "The part of the product that it belongs to." }),
    about: Type.String(),
    forKeys: Type.Boolean({ description: "Whether an API key can have it." }),
  });

  app.get(
    "/roles",
    {
      config: { access: teamRead },
      schema: {
        tags,
        summary: "Roles, what each allows, and every right there is",
        response: { 200: Type.Object({ items: Type.Array(Role), builtIn: Type.Array(BuiltIn), rights: Type.Array(Right) }) },
      },
    },
    ({ ctx }) =>
      ctx.transaction(async (tx) => ({
        items: await readOwnRoles(tx, rights, ctx.now()),
        builtIn: await readBuiltInRoles(tx, rights),
        rights: rights.all.map((right) => ({ name: right.name, room: roomOf(right), about: right.about, forKeys: right.forKeys })),
      })),
  );

  app.post(
    "/roles",
    {
      ...write,
      schema: {
        tags,
        summary: "Make a role",
        description: "With rights and a sight that one has oneself. A right that a later version declares is off in it.",
        body: Type.Object({ ...written, base: OneOf(BASES) }, { additionalProperties: false }),
        response: { 201: Role },
      },
    },
    async ({ ctx, body }, reply) => {
      const id = await makeRole(ctx, rights, body);
      const [role] = await ctx.transaction((tx) => readOwnRoles(tx, rights, ctx.now(), id));
      if (role === undefined) throw notFound({ what: "role" });
      return reply.code(201).send(role);
    },
  );

  app.patch(
    "/roles/:roleId",
    {
      ...write,
      schema: {
        tags,
        summary: "Change a role of the workspace's own",
        description: "Counts at once for everybody who has it, and for their API keys.",
        params,
        body: Type.Partial(Type.Object(written), { additionalProperties: false, minProperties: 1 }),
        response: { 200: Role },
      },
    },
    async ({ ctx, params: { roleId }, body }) => {
      await changeRole(ctx, rights, roleId, body);
      const [role] = await ctx.transaction((tx) => readOwnRoles(tx, rights, ctx.now(), roleId));
      if (role === undefined) throw notFound({ what: "role" });
      return role;
    },
  );

  app.delete(
    "/roles/:roleId",
    {
      ...write,
      schema: {
        tags,
        summary: "Remove a role of the workspace's own",
        description: "Whoever has it, or was invited with it, gets the role that `role` or `roleId` names; without one nobody may have it.",
        params,
        querystring: Type.Object(roleChoiceOf(BASES)),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params: { roleId }, query }, reply) => {
      const to = query.role === undefined && query.roleId === undefined ? null : query;
      await removeRole(ctx, rights, roleId, to);
      return reply.code(204).send(null);
    },
  );
}
