import { Type } from "typebox";
import {
  type App,
  type Clock,
  type Config,
  type Ctx,
  type Database,
  defineError,
  hashToken,
  IsoTime,
  idSchema,
  makeToken,
  Nullable,
  newId,
  notFound,
  OneOf,
  publicRoute,
  type SendMail,
  sql,
} from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { changeMember } from "./change-member.ts";
import { type Login, normaliseEmail } from "./login.ts";
import { teamManage, teamRead } from "./own-rights.ts";
import type { Rights } from "./rights.ts";
import { ROLES, type Role } from "./roles.ts";
import { type Sees, SeesSchema } from "./sight.ts";

const badInvitation = defineError("team.bad_invitation", 404, "This invitation was used, revoked or has expired. Ask for a new one.");

const INVITATION_DAYS = 7;
const Member = Type.Object({
  id: idSchema("member"),
  name: Type.String(),
  email: Type.String(),
  role: OneOf(ROLES),
  sees: Nullable(SeesSchema),
  createdAt: IsoTime,
});
const Invitable = Type.Union(ROLES.filter((role) => role !== "owner").map((role) => Type.Literal(role)));
const AnyRole = Type.Union(ROLES.map((role) => Type.Literal(role)));
const Done = Type.Object({ done: Type.Boolean() });

interface Parts {
  db: Database;
  clock: Clock;
  login: Login;
  config: Config;
  sendMail: SendMail;
  rights: () => Rights;
}

/** People of the workspace: who they are, what they may do, how they come and go. */
export function memberRoutes(app: App, parts: Parts) {
  app.get(
    "/me",
    { config: { access: "member" }, schema: { tags: ["Team"], summary: "Who I am here", response: { 200: Me } } },
    async ({ ctx }) => ({ ...(await presentMe(ctx)), isDemo: parts.config.demo }),
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
        tx.many(sql<{ id: string; name: string; email: string; role: Role; sees: Sees | null; createdAt: string }>`
        select id, name, email, role, sees, to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt"
        from members where removed_at is null order by name, id limit 1000`),
      );
      return { items };
    },
  );

  app.patch(
    "/members/:memberId",
    {
      config: { access: teamManage },
      schema: {
        tags: ["Team"],
        summary: "Change a role, or what a person sees",
        description: "`sees: null` is what the role says; of agents the workspace's setting.",
        params: Type.Object({ memberId: idSchema("member") }),
        body: Type.Object(
          { role: Type.Optional(AnyRole), sees: Type.Optional(Nullable(SeesSchema)) },
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

  invitationRoutes(app, parts);
}

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
    const member = await tx.maybeOne(sql<{ email: string; role: Role; preferences: object }>`
      select email, role, preferences from members where id = ${ctx.actor.id}`);
    return {
      id: ctx.actor.id,
      name: ctx.actor.name,
      email: member?.email ?? null,
      role: member?.role ?? null,
      capabilities: [...ctx.actor.capabilities],
      preferences: member?.preferences ?? {},
      workspace,
    };
  });
}

function invitationRoutes(app: App, { db, clock, login, config, sendMail }: Parts) {
  const Invitation = Type.Object({ id: idSchema("invitation"), email: Type.String(), role: OneOf(ROLES), expiresAt: IsoTime });
  const Email = Type.String({ minLength: 3, maxLength: 254, pattern: "^[^@\\s]+@[^@\\s]+$" });

  app.post(
    "/invitations",
    {
      config: { access: teamManage },
      schema: {
        tags: ["Team"],
        summary: "Invite a person by e-mail",
        body: Type.Object({ email: Email, role: Invitable }, { additionalProperties: false }),
        response: { 201: Invitation },
      },
    },
    async ({ ctx, body }, reply) => {
      const { token, hash } = makeToken("invitation", "invite");
      const id = newId();
      const email = normaliseEmail(body.email);
      const expiresAt = new Date(ctx.now().getTime() + INVITATION_DAYS * 86_400_000);
      const workspace = await ctx.transaction(async (tx) => {
        // The newest link is the one that counts.
        await tx.run(sql`
        update invitations set revoked_at = ${ctx.now()} where email = ${email} and accepted_at is null and revoked_at is null`);
        await tx.run(sql`
        insert into invitations (workspace_id, id, email, role, token_hash, invited_by, created_at, expires_at)
        values (${ctx.workspaceId}, ${id}, ${email}, ${body.role}, ${hash}, ${ctx.actor.id}, ${ctx.now()}, ${expiresAt})`);
        await recordAudit(tx, ctx, {
          action: "invitation.created",
          subjectKind: "invitation",
          subjectId: id,
          detail: { email, role: body.role },
        });
        return tx.one(sql<{ name: string }>`select name from workspaces where id = ${ctx.workspaceId}`);
      });
      await sendMail({
        to: email,
        subject: `${ctx.actor.name} · ${workspace.name} · Prosa`,
        text: `${config.publicUrl}/invitation?token=${token}\n`,
      });
      return reply.code(201).send({ id, email, role: body.role, expiresAt: expiresAt.toISOString() });
    },
  );

  app.delete(
    "/invitations/:invitationId",
    {
      config: { access: teamManage },
      schema: {
        tags: ["Team"],
        summary: "Take an invitation back",
        params: Type.Object({ invitationId: idSchema("invitation") }),
        response: { 200: Done },
      },
    },
    async ({ ctx, params }) => {
      await ctx.transaction(async (tx) => {
        const changed = await tx.run(
          sql`update invitations set revoked_at = ${ctx.now()} where id = ${params.invitationId} and accepted_at is null and revoked_at is null`,
        );
        if (changed === 0) throw notFound({ what: "invitation" });
        await recordAudit(tx, ctx, { action: "invitation.revoked", subjectKind: "invitation", subjectId: params.invitationId });
      });
      return { done: true };
    },
  );

  // Public: whoever holds the token was invited. The token is redeemed by one atomic update.
  app.post(
    "/invitations/acceptance",
    {
      config: { ...publicRoute, rateLimit: { max: 10, timeWindow: 60_000 } },
      schema: {
        tags: ["Team"],
        summary: "Accept an invitation",
        body: Type.Object(
          {
            token: Type.String({ pattern: "^invite_[A-Za-z0-9_-]{43}$" }),
            name: Type.String({ minLength: 1, maxLength: 120 }),
            password: Type.String({ minLength: 10, maxLength: 200 }),
          },
          { additionalProperties: false },
        ),
        response: { 201: Type.Object({ email: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { token, name, password } = request.body;
      const now = clock.now();
      const hashed = hashToken("invitation", token);
      const [open] = await db.systemStatement<{ email: string }>(
        "team.open_invitation",
        "select email from invitations where token_hash = $1 and accepted_at is null and revoked_at is null and expires_at > $2",
        [hashed, now],
      );
      if (open === undefined) throw badInvitation();
      // Before the transaction: the login library takes a connection of its own.
      const userId = await login.createPerson({ name, email: open.email, password });
      const email = await db.asSystem(async (tx) => {
        const invitation = await tx.maybeOne(sql<{ workspaceId: string; email: string; role: Role }>`
        update invitations set accepted_at = ${now}
        where token_hash = ${hashed} and accepted_at is null and revoked_at is null and expires_at > ${now}
        returning workspace_id as "workspaceId", email, role`);
        if (invitation === null) throw badInvitation();
        await tx.run(sql`
        insert into members (workspace_id, id, user_id, name, email, role, created_at)
        values (${invitation.workspaceId}, ${newId()}, ${userId}, ${name}, ${invitation.email}, ${invitation.role}, ${now})
        on conflict (workspace_id, user_id) do update set role = excluded.role, name = excluded.name, removed_at = null
        where members.removed_at is not null`);
        return invitation.email;
      });
      return reply.code(201).send({ email });
    },
  );
}
