import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import {
  type App,
  type Clock,
  type Config,
  type Database,
  defineError,
  drawQr,
  publicRoute,
  sql,
  tooManyRequests,
} from "../platform/index.ts";
import { type Attempts, addressBlock } from "./attempts.ts";
import { ensureSameOrigin } from "./authenticate.ts";
import { type Login, normaliseEmail } from "./login.ts";
import { noteLogin, spendCode } from "./note-login.ts";
import { type Cause, revoke } from "./revoke.ts";

const wrongPassword = defineError("team.wrong_password", 401, "E-mail or password is wrong. Check both, or reset the password.");
const wrongCode = defineError(
  "team.wrong_code",
  401,
  "The code is wrong or was used already. Type the newest one of your app, or a backup code.",
);
const badResetLink = defineError("team.bad_reset_link", 400, "This link was used or has expired. Ask for a new one.");
const weakPassword = defineError("team.weak_password", 400, "The password needs 10 to 200 characters.");

const Email = Type.String({ minLength: 3, maxLength: 254, pattern: "^[^@\\s]+@[^@\\s]+$" });
const Password = Type.String({ minLength: 1, maxLength: 200 });
const Done = Type.Object({ done: Type.Boolean() });

interface LoginRouteParts {
  login: Login;
  config: Config;
  db: Database;
  clock: Clock;
  attempts: Attempts;
}

/** 10 a minute for one address; the password functions are the slow ones by design. */
const limited = {
  config: {
    ...publicRoute,
    rateLimit: { max: 10, timeWindow: 60_000, keyGenerator: (request: FastifyRequest) => addressBlock(request.ip) },
  },
};

/** Signing in and out; nothing here says whether an address is known. */
export function loginRoutes(app: App, { login, config, db, clock, attempts }: LoginRouteParts) {
  const SignedIn = Type.Object({ secondFactor: Type.Boolean({ description: "True: send the code to /login/second-factor now." }) });

  app.post(
    "/login",
    {
      ...limited,
      schema: {
        tags: ["Login"],
        summary: "Sign in",
        body: Type.Object({ email: Email, password: Password }, { additionalProperties: false }),
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      ensureSameOrigin(request, config);
      const { password } = request.body;
      const email = normaliseEmail(request.body.email);
      await attempts.ensureFewer("login_failed", email);
      if (!(await attempts.count("login_address", addressBlock(request.ip)))) throw tooManyRequests({ retryAfterSeconds: 600 });
      const response = await (await login.api()).signInEmail({
        body: { email, password },
        headers: login.headersOf(request),
        asResponse: true,
      });
      if (!response.ok) {
        await attempts.count("login_failed", email);
        await noteLogin({ db, clock }, await login.findPerson(email), "login.failed", request.ip);
        throw wrongPassword();
      }
      passCookies(response, reply);
      const answer = (await response.json()) as { twoFactorRedirect?: boolean; user?: { id: string } };
      if (answer.user !== undefined) await noteLogin({ db, clock }, answer.user.id, "login.signed_in", request.ip);
      return { secondFactor: answer.twoFactorRedirect === true };
    },
  );

  app.post(
    "/login/second-factor",
    {
      ...limited,
      schema: {
        tags: ["Login"],
        summary: "Second step of signing in",
        body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 20 }) }, { additionalProperties: false }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      ensureSameOrigin(request, config);
      const { code } = request.body;
      const response = await checkCode(login, request, code);
      if (!response.ok) throw wrongCode();
      const opened = (await response.json()) as { token: string; user: { id: string } };
      if (!(await spendCode({ db, clock }, opened.user.id, code))) {
        // The same code at the same moment: the other one came first.
        await db.asSystem((tx) => tx.run(sql`delete from auth_sessions where token = ${opened.token}`));
        throw wrongCode();
      }
      await noteLogin({ db, clock }, opened.user.id, "login.signed_in", request.ip);
      passCookies(response, reply);
      return { done: true };
    },
  );

  app.post(
    "/logout",
    { config: publicRoute, schema: { tags: ["Login"], summary: "Sign out", response: { 200: Done } } },
    async (request, reply) => {
      ensureSameOrigin(request, config);
      const ended = await (await login.api()).getSession({ headers: login.headersOf(request) });
      passCookies(await (await login.api()).signOut({ headers: login.headersOf(request), asResponse: true }), reply);
      if (ended !== null)
        await db.asSystem((tx) => revoke(tx, { userId: ended.user.id, sessionId: ended.session.id }, "logout", clock.now()));
      return { done: true };
    },
  );

  app.post(
    "/login/password-reset",
    {
      ...limited,
      schema: {
        tags: ["Login"],
        summary: "Ask for a link to set a new password",
        body: Type.Object({ email: Email }, { additionalProperties: false }),
        response: { 202: Done },
      },
    },
    async (request, reply) => {
      ensureSameOrigin(request, config);
      const email = normaliseEmail(request.body.email);
      if (!(await attempts.count("reset_mail", email))) return reply.code(202).send({ done: true });
      // The same answer for every address, and no waiting for the mail: neither tells whether it is known.
      login
        .api()
        .then((api) => api.requestPasswordReset({ body: { email } }))
        .catch((error) => request.log.error({ err: error }, "a reset mail was not sent"));
      return reply.code(202).send({ done: true });
    },
  );

  app.post(
    "/login/new-password",
    {
      ...limited,
      schema: {
        tags: ["Login"],
        summary: "Set a new password with the link's token",
        body: Type.Object({ token: Type.String({ minLength: 10, maxLength: 200 }), password: Password }, { additionalProperties: false }),
        response: { 200: Done },
      },
    },
    async (request) => {
      ensureSameOrigin(request, config);
      const { token, password } = request.body;
      if (password.length < 10) throw weakPassword();
      const userId = await login.ownerOfReset(token);
      const response = await (await login.api()).resetPassword({ body: { token, newPassword: password }, asResponse: true });
      if (!response.ok) throw badResetLink();
      if (userId !== null) await db.asSystem((tx) => revoke(tx, { userId }, "password_reset", clock.now()));
      return { done: true };
    },
  );
}

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
  const withPassword = Type.Object({ password: Password }, { additionalProperties: false });

  app.get(
    "/me/sessions",
    {
      ...access,
      schema: { tags: ["Login"], summary: "Where I am signed in", response: { 200: Type.Object({ items: Type.Array(Session) }) } },
    },
    async (request) => {
      const sessions = await (await login.api()).listSessions({ headers: login.headersOf(request) });
      const current = request.ctx.actor.login?.sessionId;
      return {
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
      const sessions = await (await login.api()).listSessions({ headers: login.headersOf(request) });
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
      ...access,
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
      ...access,
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
      ...access,
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

/** Of an authenticator or a backup; both take the login that the request shows. */
async function checkCode(login: Login, request: FastifyRequest, code: string): Promise<Response> {
  const input = { body: { code }, headers: login.headersOf(request), asResponse: true } as const;
  return /^\d{6}$/.test(code) ? (await login.api()).verifyTOTP(input) : (await login.api()).verifyBackupCode(input);
}

/** The other logins of whoever asks: all but the one that this answer begins, or goes on with. */
function ownOthers({ ctx }: FastifyRequest, response: Response): { userId: string; exceptToken?: string } {
  const cookie = response.headers.getSetCookie().find((one) => /^[^=]*session_token=[^;]/.test(one));
  const begun = cookie === undefined ? undefined : /=([^;.%]+)/.exec(cookie)?.[1];
  const token = begun ?? ctx.actor.login?.sessionToken;
  return { userId: ctx.actor.login?.userId ?? "", ...(token === undefined ? {} : { exceptToken: token }) };
}

function passCookies(response: Response, reply: FastifyReply) {
  for (const cookie of response.headers.getSetCookie()) reply.header("set-cookie", cookie);
}
