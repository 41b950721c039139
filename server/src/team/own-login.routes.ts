import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { type App, drawQr } from "../platform/index.ts";
import { SessionRule } from "./access-rules/access-rules.routes.ts";
import { readSessionRule } from "./access-rules/sessions.ts";
import { checkCode, Done, type LoginRouteParts, Password, passCookies, wrongCode, wrongPassword } from "./login-steps.ts";
import { spendCode } from "./note-login.ts";
import { type Cause, revoke } from "./revoke.ts";

/** What a signed-in person does with their own login. */
export function ownLoginRoutes(app: App, { login, db, clock, attempts }: Omit<LoginRouteParts, "config">) {
  const revokeOwn = (who: { userId: string; exceptToken?: string; sessionId?: string }, why: Cause) =>
    db.asSystem((tx) => revoke(tx, who, why, clock.now()));

  const Session = Type.Object({
    id: Type.String(),
    createdAt: Type.String(),
    expiresAt: Type.String(),
    ipAddress: Type.Union([Type.String(), Type.Null()]),
    userAgent: Type.Union([Type.String(), Type.Null()]),
    current: Type.Boolean(),
  });
  const access = { config: { access: "member" as const } };
  const settingUp = { config: { access: "before_rules" as const } };
  const withPassword = Type.Object({ password: Password }, { additionalProperties: false });

  app.get(
    "/me/sessions",
    {
      ...access,
      schema: {
        tags: ["Login"],
        summary: "Where I am signed in",
        response: { 200: Type.Object({ items: Type.Array(Session), rule: SessionRule }) },
      },
    },
    async (request) => {
      const sessions = await ownSessions(request);
      const current = request.ctx.actor.login?.sessionId;
      return {
        rule: await request.ctx.transaction(readSessionRule),
        items: sessions.map((session) => ({
          id: session.id,
          createdAt: session.createdAt.toISOString(),
          expiresAt: session.expiresAt.toISOString(),
          ipAddress: session.ipAddress ?? null,
          userAgent: session.userAgent ?? null,
          current: session.id === current,
        })),
      };
    },
  );

  app.delete(
    "/me/sessions/:sessionId",
    {
      ...access,
      schema: {
        tags: ["Login"],
        summary: "Sign out there",
        params: Type.Object({ sessionId: Type.String({ format: "uuid" }) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { sessionId } = request.params;
      const sessions = await ownSessions(request);
      const found = sessions.find((session) => session.id === sessionId);
      if (found !== undefined) {
        await revokeOwn({ userId: found.userId, sessionId: found.id }, "session_ended");
      }
      return { done: true };
    },
  );

  app.post(
    "/me/password",
    {
      ...access,
      schema: {
        tags: ["Login"],
        summary: "Change my password; other sessions end",
        body: Type.Object({ current: Password, next: Type.String({ minLength: 10, maxLength: 200 }) }, { additionalProperties: false }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { current, next } = request.body;
      const response = await (await login.api()).changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers: login.headersOf(request),
        asResponse: true,
      });
      if (!response.ok) throw wrongPassword();
      passCookies(response, reply);
      await revokeOwn(ownOthers(request, response), "password_changed");
      return { done: true };
    },
  );

  app.get(
    "/me/two-factor",
    {
      ...settingUp,
      schema: { tags: ["Login"], summary: "Whether my second factor is on", response: { 200: Type.Object({ isOn: Type.Boolean() }) } },
    },
    async (request) => {
      const found = await (await login.api()).getSession({ headers: login.headersOf(request) });
      return { isOn: found?.user.twoFactorEnabled === true };
    },
  );

  app.post(
    "/me/two-factor",
    {
      ...settingUp,
      schema: {
        tags: ["Login"],
        summary: "Begin to switch the second factor on",
        body: withPassword,
        response: {
          200: Type.Object({
            uri: Type.String(),
            picture: Type.String({ description: "The same as a QR code: a data URI." }),
            backupCodes: Type.Array(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const response = await (await login.api()).enableTwoFactor({
        body: { password: request.body.password },
        headers: login.headersOf(request),
        asResponse: true,
      });
      if (!response.ok) throw wrongPassword();
      const { totpURI, backupCodes } = (await response.json()) as { totpURI: string; backupCodes: string[] };
      return { uri: totpURI, picture: await drawQr(totpURI), backupCodes };
    },
  );

  app.post(
    "/me/two-factor/confirmation",
    {
      ...settingUp,
      schema: {
        tags: ["Login"],
        summary: "Confirm the second factor with its first code",
        body: Type.Object({ code: Type.String({ pattern: "^\\d{6}$" }) }, { additionalProperties: false }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const response = await (await login.api()).verifyTOTP({
        body: { code: request.body.code },
        headers: login.headersOf(request),
        asResponse: true,
      });
      if (!response.ok) throw wrongCode();
      const { user } = (await response.json()) as { user: { id: string } };
      if (!(await spendCode({ db, clock }, user.id, request.body.code))) throw wrongCode();
      passCookies(response, reply);
      await revokeOwn(ownOthers(request, response), "second_factor_on");
      return { done: true };
    },
  );

  app.delete(
    "/me/two-factor",
    {
      ...access,
      schema: {
        tags: ["Login"],
        summary: "Switch the second factor off; it is asked for once more, and other sessions end",
        body: Type.Object(
          { password: Password, code: Type.String({ minLength: 6, maxLength: 20, description: "Of the app, or a backup code." }) },
          { additionalProperties: false },
        ),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      await ensureSecondFactor(request, request.body.code);
      const response = await (await login.api()).disableTwoFactor({
        body: { password: request.body.password },
        headers: login.headersOf(request),
        asResponse: true,
      });
      if (!response.ok) throw wrongPassword();
      passCookies(response, reply);
      await revokeOwn(ownOthers(request, response), "second_factor_off");
      return { done: true };
    },
  );

  /** Whoever came in by a workspace's provider of logins is told nothing of the person's other logins. */
  async function ownSessions(request: FastifyRequest) {
    const sessions = await (await login.api()).listSessions({ headers: login.headersOf(request) });
    const boundTo = request.ctx.actor.login?.boundTo ?? null;
    return sessions.filter((session) => boundTo === null || session.boundTo === boundTo);
  }

  /** @throws {AppError} team.wrong_code; guesses are counted with those of the login */
  async function ensureSecondFactor(request: FastifyRequest, code: string): Promise<void> {
    const userId = request.ctx.actor.login?.userId ?? "";
    await attempts.ensureFewer("login_failed", userId);
    const response = await checkCode(login, request, code);
    if (response.ok && (await spendCode({ db, clock }, userId, code))) return;
    await attempts.count("login_failed", userId);
    throw wrongCode();
  }
}

/** The other logins of whoever asks: all but the one that this answer begins, or goes on with. */
function ownOthers({ ctx }: FastifyRequest, response: Response): { userId: string; exceptToken?: string } {
  const cookie = response.headers.getSetCookie().find((one) => /^[^=]*session_token=[^;]/.test(one));
  const begun = cookie === undefined ? undefined : /=([^;.%]+)/.exec(cookie)?.[1];
  const token = begun ?? ctx.actor.login?.sessionToken;
  return { userId: ctx.actor.login?.userId ?? "", ...(token === undefined ? {} : { exceptToken: token }) };
}
