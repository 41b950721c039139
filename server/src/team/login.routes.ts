import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { type App, defineError, publicRoute, sql, tooManyRequests } from "../platform/index.ts";
import { addressBlock } from "./attempts.ts";
import { ensureSameOrigin } from "./authenticate.ts";
import { normaliseEmail } from "./login.ts";
import { checkCode, Done, type LoginRouteParts, Password, passCookies, wrongCode, wrongPassword } from "./login-steps.ts";
import { noteLogin, spendCode } from "./note-login.ts";
import { revoke } from "./revoke.ts";

const badResetLink = defineError("team.bad_reset_link", 400, "This link was used or has expired. Ask for a new one.");
const weakPassword = defineError("team.weak_password", 400, "The password needs 10 to 200 characters.");

const Email = Type.String({ minLength: 3, maxLength: 254, pattern: "^[^@\\s]+@[^@\\s]+$" });

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
