import { Type } from "typebox";
import {
  type App,
  type Clock,
  type Config,
  type Ctx,
  type Database,
  IsoTime,
  idSchema,
  makeToken,
  newId,
  notFound,
  publicRoute,
  type SendMail,
  sql,
} from "../platform/index.ts";
import { openInvitation, redeemInvitation } from "./accept-invitation.ts";
import { recordAudit } from "./audit.ts";
import { type Login, normaliseEmail } from "./login.ts";
import { teamManage } from "./own-rights.ts";
import type { Rights } from "./rights.ts";
import { BASES, nameOfRole, roleChoiceOf, SHOWN_ROLE, type ShownRole, shownRole, takeRole } from "./roles/role-choice.ts";
import { ensureWithin, reachOfRole } from "./roles/within.ts";

const INVITATION_DAYS = 7;
const Invitation = { id: idSchema("invitation"), email: Type.String(), ...SHOWN_ROLE, expiresAt: IsoTime };
const NewInvitation = Type.Object({ ...Invitation, link: Type.String({ description: "Whoever has it can accept." }) });
const OpenInvitation = Type.Object({ ...Invitation, createdAt: IsoTime, invitedBy: Type.String({ description: "Their name." }) });
const Email = Type.String({ minLength: 3, maxLength: 254, pattern: "^[^@\\s]+@[^@\\s]+$" });
const Done = Type.Object({ done: Type.Boolean() });

interface Parts {
  db: Database;
  clock: Clock;
  login: Login;
  config: Config;
  sendMail: SendMail;
  rights: () => Rights;
}

/** How people come: invited by somebody who may, until they accept or it is taken back. */
export function invitationRoutes(app: App, { db, clock, login, config, sendMail, rights }: Parts) {
  app.get(
    "/invitations",
    {
      config: { access: teamManage },
      schema: {
        tags: ["Team"],
        summary: "Invitations that nobody has accepted yet",
        response: { 200: Type.Object({ items: Type.Array(OpenInvitation) }) },
      },
    },
    async ({ ctx }) => ({ items: await readOpenInvitations(ctx) }),
  );

  app.post(
    "/invitations",
    {
      config: { access: teamManage },
      schema: {
        tags: ["Team"],
        summary: "Invite a person by e-mail",
        description:
          "With `role` or `roleId`, of which nobody gives more than they have. Once more to the same address: the new link counts, and the old one ends. The link is told this once.",
        body: Type.Object({ email: Email, ...roleChoiceOf(BASES) }, { additionalProperties: false }),
        response: { 201: NewInvitation },
      },
    },
    async ({ ctx, body }, reply) => {
      const { token, hash } = makeToken("invitation", "invite");
      const id = newId();
      const email = normaliseEmail(body.email);
      const expiresAt = new Date(ctx.now().getTime() + INVITATION_DAYS * 86_400_000);
      const { workspace, role } = await ctx.transaction(async (tx) => {
        const taken = await takeRole(tx, body);
        await ensureWithin(tx, ctx, await reachOfRole(tx, rights(), taken));
        // The newest link is the one that counts.
        await tx.run(sql`
        update invitations set revoked_at = ${ctx.now()} where email = ${email} and accepted_at is null and revoked_at is null`);
        await tx.run(sql`
        insert into invitations (workspace_id, id, email, role, role_id, token_hash, invited_by, created_at, expires_at)
        values (${ctx.workspaceId}, ${id}, ${email}, ${taken.role}, ${taken.roleId}, ${hash}, ${ctx.actor.id}, ${ctx.now()}, ${expiresAt})`);
        await recordAudit(tx, ctx, {
          action: "invitation.created",
          subjectKind: "invitation",
          subjectId: id,
          detail: { email, role: nameOfRole(taken), ...(taken.roleId === null ? {} : { roleId: taken.roleId }) },
        });
        return { workspace: await tx.one(sql<{ name: string }>`select name from workspaces where id = ${ctx.workspaceId}`), role: taken };
      });
      const link = `${config.publicUrl}/invitation?token=${token}`;
      await sendMail({ to: email, subject: `${ctx.actor.name} · ${workspace.name} · Prosa`, text: `${link}\n` });
      return reply.code(201).send({ ...role, id, email, expiresAt: expiresAt.toISOString(), link });
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
      const invitation = await openInvitation(db, token, now);
      // Before the transaction: the login library takes a connection of its own.
      const userId = await login.createPerson({ name, email: invitation.email, password });
      await db.asSystem((tx) => redeemInvitation(tx, { token, userId, name, now }));
      const { email } = invitation;
      return reply.code(201).send({ email });
    },
  );
}

/** Those that can still be accepted or have ended unused, newest first. */
async function readOpenInvitations(ctx: Ctx) {
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<ShownRole & { id: string; email: string; createdAt: Date; expiresAt: Date; invitedBy: string }>`
      select i.id, i.email, ${sql.raw(shownRole("i"))}, i.created_at as "createdAt", i.expires_at as "expiresAt", m.name as "invitedBy"
      from invitations i join members m on m.workspace_id = i.workspace_id and m.id = i.invited_by
      where i.accepted_at is null and i.revoked_at is null order by i.created_at desc, i.id desc limit 500`),
  );
  return rows.map(({ createdAt, expiresAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}
