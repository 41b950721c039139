import type { Asker } from "./asker.ts";
import { headersOf, signedValue } from "./login-keys.ts";
import type { LoginParts, setUpLoginLibrary } from "./login-library.ts";

/**
 * Passwords, login sessions and second factors, by better-auth on the system role: a login comes before any workspace
 * is known. Its own HTTP routes are not mounted; `login.routes.ts` calls the few functions that we use.
 * The library is a quarter of all that the program loads, so it is loaded when the first person comes.
 */
export function createLogin(parts: LoginParts) {
  let library: ReturnType<typeof load> | undefined;

  async function load() {
    const { hashPassword, setUpLoginLibrary } = await import("./login-library.ts");
    const auth = setUpLoginLibrary(parts);
    const { internalAdapter, authCookies } = await auth.$context;
    return { api: auth.api, people: internalAdapter, cookie: authCookies.sessionToken, hashPassword };
  }
  const loaded = () => {
    library ??= load();
    return library;
  };

  return {
    api: async (): Promise<Api> => (await loaded()).api,
    /** What a function of the library is shown of a request. */
    headersOf: (request: Asker): Headers => headersOf(request, parts.secrets),
    /** Creates the login of a person, or returns the one that has this address. */
    async createPerson({ name, email, password }: { name: string; email: string; password: string }): Promise<string> {
      const { people, hashPassword } = await loaded();
      const found = await people.findUserByEmail(normaliseEmail(email));
      if (found !== null) return found.user.id;
      const user = await people.createUser({ name, email: normaliseEmail(email), emailVerified: true }, { method: "email-password" });
      await people.linkAccount({
        userId: user.id,
        providerId: "credential",
        accountId: user.id,
        password: await hashPassword(password),
      });
      return user.id;
    },
    /** The same for somebody who comes without a password. Null: there is a login with this address, and whose it is has to be shown otherwise. */
    async createPersonWithoutPassword({ name, email }: { name: string; email: string }): Promise<string | null> {
      const { people } = await loaded();
      if ((await people.findUserByEmail(normaliseEmail(email))) !== null) return null;
      return (await people.createUser({ name, email: normaliseEmail(email), emailVerified: true }, { method: "oauth" })).id;
    },
    /** A session that is good in one workspace only. @returns the cookie of it */
    async openBoundSession(request: Asker, userId: string, workspaceId: string): Promise<string> {
      const { people, cookie } = await loaded();
      const session = await people.createSession(userId, false, {
        boundTo: workspaceId,
        ipAddress: request.ip,
        userAgent: request.headers["user-agent"] ?? "",
      });
      const { path, maxAge, secure } = cookie.attributes;
      const marks = [`Path=${path}`, `Max-Age=${maxAge}`, "HttpOnly", "SameSite=Lax", ...(secure === true ? ["Secure"] : [])];
      return [`${cookie.name}=${signedValue(session.token, parts.secrets)}`, ...marks].join("; ");
    },
    /** Whose password a reset link changes; null when it is none of ours or has ended. */
    async ownerOfReset(token: string): Promise<string | null> {
      const { people } = await loaded();
      return (await people.findVerificationValue(`reset-password:${token}`))?.value ?? null;
    },
    async findPerson(email: string): Promise<string | null> {
      const { people } = await loaded();
      return (await people.findUserByEmail(normaliseEmail(email)))?.user.id ?? null;
    },
  };
}

type Api = ReturnType<typeof setUpLoginLibrary>["api"];

export type Login = ReturnType<typeof createLogin>;

/** One address has one reading: NFKC, lower case, one `@`, nothing invisible. */
export function normaliseEmail(written: string): string {
  return written.normalize("NFKC").trim().toLowerCase();
}
