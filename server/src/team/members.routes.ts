import { Type } from "typebox";
import { type App, type Config, type Ctx, type Database, IsoTime, idSchema, Nullable, notFound, OneOf, sql } from "../platform/index.ts";
import { changeMember } from "./change-member.ts";
import { readMemberLogins } from "./member-logins.ts";
import { teamManage, teamRead } from "./own-rights.ts";
import { renameMyself } from "./rename-myself.ts";
import type { Rights } from "./rights.ts";
import { roleChoiceOf, SHOWN_ROLE, type ShownRole, shownRole } from "./roles/role-choice.ts";
import { ROLES } from "./roles.ts";
import { type Sees, SeesSchema } from "./sight.ts";

const Member = Type.Object({
  id: idSchema("member"),
  name: Type.String(),
  email: Type.String(),
  ...SHOWN_ROLE,
  sees: Nullable(SeesSchema),
  createdAt: IsoTime,
});
const Done = Type.Object({ done: Type.Boolean() });

interface Parts {
  db: Database;
  config: Config;
  rights: () => Rights;
}

/** People of the workspace: who they are, what they may do, how they go. */
export function memberRoutes(app: App, parts: Parts) {
  app.get(
    "/me",
    { config: { access: "member" }, schema: { tags: ["Team"], summary: "Who I am here", response: { 200: Me } } },
    async ({ ctx }) => ({ ...(await presentMe(ctx)), isDemo: parts.config.demo }),
  );

  app.patch(
    "/me",
    {
      config: { access: "member" },
      schema: { tags: ["Team"], summary: "Change my name", body: OwnName, response: { 200: OwnName } },
    },
    async ({ ctx, body }) => {
      await renameMyself(ctx, body.name);
      return body;
    },
  );

  app.patch(
    "/me/preferences",
    {
      config: { access: "member" },
      schema: { tags: ["Team"], summary: "Change my preferences", body: Preferences, response: { 200: Preferences } },
    },
    async ({ ctx, body }) => {
      const row = await ctx.transaction((tx) =>
        tx.maybeOne(sql<{ preferences: object }>`
        update members set preferences = preferences || ${JSON.stringify(body)}::jsonb where id = ${ctx.actor.id} returning preferences`),
      );
      if (row === null) throw notFound({ what: "member" });
      return row.preferences;
    },
  );

  app.get(
    "/members",
    {
      config: { access: teamRead },
      schema: { tags: ["Team"], summary: "People of the workspace", response: { 200: Type.Object({ items: Type.Array(Member) }) } },
    },
    async ({ ctx }) => {
      const items = await ctx.transaction((tx) =>
        tx.many(sql<ShownRole & { id: string; name: string; email: string; sees: Sees | null; createdAt: string }>`
        select id, name, email, ${sql.raw(shownRole("m"))}, sees, to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt"
        from members m where removed_at is null order by name, id limit 1000`),
      );
      return { items };
    },
  );

  app.get(
    "/members/logins",
    {
      config: { access: teamManage },
      schema: {
        tags: ["Team"],
        summary: "Who has a second factor, and when each was last seen",
        response: { 200: Type.Object({ items: Type.Array(MemberLogin) }) },
      },
    },
    async ({ ctx }) => ({ items: await readMemberLogins(parts.db, ctx.workspaceId) }),
  );

  app.patch(
    "/members/:memberId",
    {
      config: { access: teamManage },
      schema: {
        tags: ["Team"],
        summary: "Change a role, or what a person sees",
        description:
          "`role` or `roleId`. `sees: null` is what the role says; of agents the workspace's setting. Nobody gives, or changes of others, more than they have themselves.",
        params: Type.Object({ memberId: idSchema("member") }),
        body: Type.Object(
          { ...roleChoiceOf(ROLES), sees: Type.Optional(Nullable(SeesSchema)) },
          { additionalProperties: false, minProperties: 1 },
        ),
        response: { 200: Done },
      },
    },
    async ({ ctx, params, body }) => {
      await changeMember(ctx, parts.rights(), params.memberId, body);
      return { done: true };
    },
  );

  app.delete(
    "/members/:memberId",
    {
      config: { access: teamManage },
      schema: {
        tags: ["Team"],
        summary: "Remove a person; their sessions here and their keys end",
        params: Type.Object({ memberId: idSchema("member") }),
        response: { 200: Done },
      },
    },
    async ({ ctx, params }) => {
      await changeMember(ctx, parts.rights(), params.memberId, { removed: true });
      return { done: true };
    },
  );
}

const OwnName = Type.Object({ name: Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" }) }, { additionalProperties: false });

const MemberLogin = Type.Object({
  memberId: idSchema("member"),
  hasSecondFactor: Type.Boolean(),
  lastSeenAt: Nullable(
    Type.String({ format: "date-time", description: "Of the logins that are open, to the hour; null: signed in nowhere." }),
  ),
});

const Preferences = Type.Object(
  {
    language: Type.Optional(Type.Union([Type.Literal("pt-BR"), Type.Literal("en"), Type.Literal("es")])),
    theme: Type.Optional(Type.Union([Type.Literal("light"), Type.Literal("dark"), Type.Literal("system")])),
    density: Type.Optional(Type.Union([Type.Literal("comfortable"), Type.Literal("compact")])),
    sendWith: Type.Optional(Type.Union([Type.Literal("enter"), Type.Literal("mod_enter")])),
  },
  { additionalProperties: false },
);

const Me = Type.Object({
  isDemo: Type.Boolean({ description: "Demo data, and providers that are simulated." }),
  id: Nullable(Type.String()),
  name: Type.String(),
  email: Nullable(Type.String()),
  role: Nullable(OneOf(ROLES)),
  roleName: Nullable(Type.String({ description: "Of the workspace's own role." })),
  capabilities: Type.Array(Type.String()),
  preferences: Preferences,
  workspace: Type.Object({
    id: Type.String(),
    name: Type.String(),
    language: Type.String(),
    timeZone: Type.String(),
    currency: Type.String(),
    country: Type.String(),
  }),
});

async function presentMe(ctx: Ctx) {
  return ctx.transaction(async (tx) => {
    const workspace = await tx.one(sql<{ id: string; name: string; language: string; timeZone: string; currency: string; country: string }>`
      select id, name, language, time_zone as "timeZone", currency, country from workspaces where id = ${ctx.workspaceId}`);
    const member = await tx.maybeOne(sql<ShownRole & { email: string; preferences: object }>`
      select email, ${sql.raw(shownRole("m"))}, preferences from members m where id = ${ctx.actor.id}`);
    return {
      id: ctx.actor.id,
      name: ctx.actor.name,
      email: member?.email ?? null,
      role: member?.role ?? null,
      roleName: member?.roleName ?? null,
      capabilities: [...ctx.actor.capabilities],
      preferences: member?.preferences ?? {},
      workspace,
    };
  });
}
