import type { AdapterTools, Channel } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { asNumber, asText } from "../tolerant.ts";

/** A refusal of the token, in the words of the provider; `code` is what an SMTP login that was refused has. */
export class LoginRefused extends Error {
  readonly code = "EAUTH";
}

export const mailUser = ({ settings }: Channel): string => settings["user"] ?? settings["address"] ?? "";

/** Gmail and Microsoft 365 know no passwords for programs any more, but tokens. */
export const usesTokens = ({ credentials }: Channel): boolean => (credentials["oauthRefreshToken"] ?? "") !== "";

interface Remembered {
  accessToken: string;
  /** Of which refresh token it is; another one was typed in since. */
  refreshToken: string;
  until: number;
}

/** By channel. A token that is about to end is not given out. */
const remembered = new Map<string, Remembered>();
const SPARE_MS = 60_000;
const USUAL_LIFE_S = 3600;

/**
 * An access token for the mailbox: the one we have, or a new one for the refresh token. Microsoft answers with a new refresh token,
 * whose life begins again: it is kept. @source RFC 6749, section 6
 * @throws {LoginRefused} when the provider takes the refresh token no more
 */
export async function accessToken(channel: Channel, tools: AdapterTools, renew = false): Promise<string> {
  const known = remembered.get(channel.id);
  const refreshToken = channel.credentials["oauthRefreshToken"] ?? "";
  if (!renew && known !== undefined && known.refreshToken === refreshToken && known.until > Date.now()) return known.accessToken;
  const secret = channel.credentials["oauthClientSecret"];
  const answer = await tools.http({
    method: "POST",
    url: channel.settings["oauthTokenUrl"] ?? "",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      client_id: channel.settings["oauthClientId"] ?? "",
      ...(secret === undefined ? {} : { client_secret: secret }),
    }).toString(),
    timeoutMs: 10_000,
    maxBytes: 64 * 1024,
    maxRedirects: 0,
  });
  const json = readJson(answer);
  const token = asText(json["access_token"]);
  if (token === undefined) {
    remembered.delete(channel.id);
    const words = asText(json["error_description"]) ?? asText(json["error"]) ?? `HTTP ${answer.status}`;
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) throw new LoginRefused(words.slice(0, 200));
    throw new Error(`the token could not be renewed: ${words.slice(0, 200)}`);
  }
  const next = asText(json["refresh_token"]) ?? refreshToken;
  if (next !== refreshToken) {
    await tools.keepCredential(channel, "oauthRefreshToken", next);
    channel.credentials["oauthRefreshToken"] = next;
  }
  const until = Date.now() + (asNumber(json["expires_in"]) ?? USUAL_LIFE_S) * 1000 - SPARE_MS;
  remembered.set(channel.id, { accessToken: token, refreshToken: next, until });
  return token;
}
