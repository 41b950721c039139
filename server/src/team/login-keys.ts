import { createHmac } from "node:crypto";
import { type Secrets, sameSecret } from "../platform/index.ts";
import type { Asker } from "./asker.ts";

/** The purpose of the keys that sign cookies and seal second factors. */
const LOGIN_PURPOSE = "login sessions";

/** As the login library takes them, the current one first. */
export const loginKeys = (secrets: Secrets): { masterId: string; secret: string }[] =>
  secrets.accepted(LOGIN_PURPOSE).map(({ masterId, key }) => ({ masterId, secret: key.toString("base64url") }));

/** What the login library is shown of a request: the cookie, the browser's name, and the address that we believe. */
export function headersOf(request: Asker, secrets: Secrets): Headers {
  const headers = new Headers({ "x-prosa-client-address": request.ip });
  const { cookie, "user-agent": userAgent } = request.headers;
  if (cookie !== undefined) headers.set("cookie", signedAnew(cookie, loginKeys(secrets)));
  if (userAgent !== undefined) headers.set("user-agent", userAgent);
  return headers;
}

/** The library knows one signing key: what an earlier one signed is shown to it as signed with the current one. */
function signedAnew(cookies: string, [current, ...earlier]: { secret: string }[]): string {
  if (current === undefined || earlier.length === 0) return cookies;
  return cookies
    .split(/; */)
    .map((cookie) => {
      const [, name, written] = /^((?:__Secure-)?prosa\.[\w.-]+)=(.+)$/.exec(cookie) ?? [];
      const [, value, signature] = /^(.+)\.([A-Za-z0-9+/]{43}=)$/.exec(decode(written ?? "")) ?? [];
      if (name === undefined || value === undefined || signature === undefined) return cookie;
      if (!earlier.some(({ secret }) => sameSecret(signatureOf(value, secret), signature))) return cookie;
      return `${name}=${encodeURIComponent(`${value}.${signatureOf(value, current.secret)}`)}`;
    })
    .join("; ");
}

/** A cookie's value, signed as the library signs it. */
export const signedValue = (value: string, secrets: Secrets): string =>
  encodeURIComponent(`${value}.${signatureOf(value, loginKeys(secrets)[0]?.secret ?? "")}`);

const signatureOf = (value: string, secret: string) => createHmac("sha256", secret).update(value).digest("base64");

function decode(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return "";
  }
}
