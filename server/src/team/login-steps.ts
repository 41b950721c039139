import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { type Clock, type Config, type Database, defineError } from "../platform/index.ts";
import type { Attempts } from "./attempts.ts";
import type { Login } from "./login.ts";

// What signing in and changing one's own login have in common.

export const wrongPassword = defineError("team.wrong_password", 401, "E-mail or password is wrong. Check both, or reset the password.");
export const wrongCode = defineError(
  "team.wrong_code",
  401,
  "The code is wrong or was used already. Type the newest one of your app, or a backup code.",
);

export const Password = Type.String({ minLength: 1, maxLength: 200 });
export const Done = Type.Object({ done: Type.Boolean() });

export interface LoginRouteParts {
  login: Login;
  config: Config;
  db: Database;
  clock: Clock;
  attempts: Attempts;
}

/** Of an authenticator or a backup; both take the login that the request shows. */
export async function checkCode(login: Login, request: FastifyRequest, code: string): Promise<Response> {
  const input = { body: { code }, headers: login.headersOf(request), asResponse: true } as const;
  return /^\d{6}$/.test(code) ? (await login.api()).verifyTOTP(input) : (await login.api()).verifyBackupCode(input);
}

/** The library's cookies, as ours. */
export function passCookies(response: Response, reply: FastifyReply) {
  for (const cookie of response.headers.getSetCookie()) reply.header("set-cookie", cookie);
}
