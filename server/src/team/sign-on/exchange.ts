import type { ClientAuth, Configuration, CustomFetch } from "openid-client";
import { AddressRefused, type GuardedClient } from "../../platform/index.ts";
import { providerUnreachable, signOnDenied, signOnRefused } from "./errors.ts";

// OpenID Connect, by openid-client: discovery, code with PKCE, state and nonce, and an ID token whose signature is checked. Every request goes
// through the guarded client. The library is loaded when the first person comes this way.

/** Whom is asked, as whom. */
interface Account {
  issuer: string;
  clientId: string;
  secret: string;
}

/** What has to come back with the answer. */
export interface Secretly {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who somebody is, as the provider says. */
export interface Identity {
  issuer: string;
  /** Never changes, and is nobody else's. */
  subject: string;
  name: string | null;
}

/** Where the browser is sent, and what is kept until it comes back. @throws {AppError} team.provider_unreachable */
export async function beginSignOn(http: GuardedClient, account: Account, returnAddress: string): Promise<{ url: string; kept: Secretly }> {
  const client = await import("openid-client");
  const provider = await discover(http, account);
  const kept = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: returnAddress,
    scope: "openid profile email",
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, kept };
}

/**
 * Makes the code that came back into who it is.
 * @param address the whole one that the browser came back to
 * @throws {AppError} team.provider_unreachable, team.sign_on_denied, team.sign_on_refused; the cause says why
 */
export async function finishSignOn(http: GuardedClient, account: Account, kept: Secretly, address: string): Promise<Identity> {
  const client = await import("openid-client");
  const provider = await discover(http, account);
  try {
    const tokens = await client.authorizationCodeGrant(provider, new URL(address), {
      expectedState: kept.state,
      expectedNonce: kept.nonce,
      pkceCodeVerifier: kept.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || claims.sub === "") throw signOnRefused();
    const { iss: issuer, sub: subject, name } = claims;
    return { issuer, subject, name: typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, 120) : null };
  } catch (error) {
    const refusal = error instanceof client.AuthorizationResponseError ? signOnDenied() : signOnRefused();
    refusal.cause = error;
    throw refusal;
  }
}

/** What the provider says of itself. @throws {AppError} team.provider_unreachable */
export async function discover(http: GuardedClient, { issuer, clientId, secret }: Account): Promise<Configuration> {
  const client = await import("openid-client");
  const basic = client.ClientSecretBasic(secret);
  const post = client.ClientSecretPost(secret);
  const authenticate: ClientAuth = (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: methods } = server;
    return (methods === undefined || methods.includes("client_secret_basic") ? basic : post)(server, ...rest);
  };
  try {
    return await client.discovery(new URL(issuer), clientId, undefined, authenticate, {
      [client.customFetch]: guardedFetch(http),
      // The guarded client decides: all but the places that the operator named are asked by HTTPS only.
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    });
  } catch (error) {
    throw providerUnreachable({ problem: problemOf(error) });
  }
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 512 * 1024;

const guardedFetch =
  (http: GuardedClient): CustomFetch =>
  async (url, { method, headers, body }) => {
    const answer = await http({
      url,
      method: method === "POST" ? "POST" : "GET",
      headers,
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MOST_BYTES,
      maxRedirects: 0,
    });
    const type = answer.headers["content-type"];
    return new Response(Uint8Array.from(answer.body), {
      status: answer.status,
      headers: typeof type === "string" ? { "content-type": type } : {},
    });
  };

/** In a few words, for an owner. */
function problemOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AddressRefused) return at.message;
  return error instanceof Error ? error.message : "no answer";
}
