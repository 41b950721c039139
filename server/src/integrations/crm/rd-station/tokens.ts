import { Check } from "typebox/value";
import { askCrm, notTheirs, type Question, Unanswered } from "../answers.ts";
import type { Access } from "../crm.ts";
import { TokensShape } from "./shapes.ts";

/** Of an app at RD Station that a person there gave access to. */
export interface RdLogin {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}

/** What the secret of a connection holds, as JSON. Both tokens are renewed by us. */
interface Login extends RdLogin {
  accessToken: string;
}

/** Where RD Station answers: tokens are sent to no other host. */
const HOSTS = ["api.rd.services"];

/** The secret as it is before the first access token. */
export const loginText = ({ clientId, clientSecret, refreshToken }: RdLogin): string =>
  JSON.stringify({ clientId, clientSecret, refreshToken, accessToken: "" } satisfies Login);

/**
 * Asks with the access token; where it is refused it is renewed once, kept, and the question asked once more.
 * @returns the whole answer
 * @throws {Unanswered} with status 401 where the access was taken away
 */
export async function askWithToken(access: Access, wish: Pick<Question, "method" | "body"> & { path: string }): Promise<unknown> {
  const { path, ...rest } = wish;
  const asking = ({ accessToken }: Login) =>
    askCrm(access.http, {
      ...rest,
      url: access.baseUrl + path,
      headers: { authorization: `Bearer ${accessToken}` },
      onlyHosts: HOSTS,
    });
  const login = loginOf(await access.readSecret());
  if (login.accessToken === "") return asking(await renewed(access, login));
  try {
    return await asking(login);
  } catch (error) {
    if (!(error instanceof Unanswered) || !error.isTokenRefused) throw error;
    return asking(await renewed(access, login));
  }
}

async function renewed(access: Access, login: Login): Promise<Login> {
  const { clientId, clientSecret, refreshToken } = login;
  try {
    const answer = await askCrm(access.http, {
      method: "POST",
      url: `${access.baseUrl}/oauth2/token`,
      form: { grant_type: "refresh_token", refresh_token: refreshToken, client_id: clientId, client_secret: clientSecret },
      headers: {},
      onlyHosts: HOSTS,
    });
    if (!Check(TokensShape, answer)) throw notTheirs(null);
    const after = { ...login, accessToken: answer.access_token, refreshToken: answer.refresh_token ?? refreshToken };
    await access.keepSecret(JSON.stringify(after));
    return after;
  } catch (error) {
    const isRefused = error instanceof Unanswered && (error.status === 400 || error.status === 401);
    if (!isRefused) throw error;
    // Somebody else renewed it in the meantime, and theirs is the one that holds.
    const now = loginOf(await access.readSecret());
    if (now.accessToken !== login.accessToken) return now;
    throw new Unanswered({ status: 401, ...(error.answer === null ? {} : { answer: error.answer }) });
  }
}

const loginOf = (secret: string): Login => JSON.parse(secret) as Login;
