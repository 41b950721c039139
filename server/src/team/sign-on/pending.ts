import type { Secrets } from "../../platform/index.ts";
import type { Secretly } from "./exchange.ts";

/** Where the browser comes back to, and the only place that is shown the cookie. */
export const SIGN_ON_PATH = "/api/v1/login/single-sign-on";

/** A sign-in that is under way. It is kept in the browser that began it, sealed. */
export interface Pending extends Secretly {
  providerId: string;
  /** An address of ours; absent: the first page. */
  next?: string;
  /** Of an invitation that is accepted by it. */
  invitation?: string;
  /** Of who is signed in and links themselves. */
  memberId?: string;
  /** ISO 8601. */
  until: string;
}

const COOKIE = "prosa.sign_on";
export const PENDING_MINUTES = 10;
const PLACE = { workspaceId: "every", table: "sign_on_providers", rowId: "pending", column: "cookie" };

export function pendingCookie(pending: Pending | null, secrets: Secrets, isSecure: boolean): string {
  const value = pending === null ? "" : secrets.encrypt(JSON.stringify(pending), PLACE);
  const marks = [`Path=${SIGN_ON_PATH}`, `Max-Age=${pending === null ? 0 : PENDING_MINUTES * 60}`, "HttpOnly", "SameSite=Lax"];
  return [`${COOKIE}=${value}`, ...marks, ...(isSecure ? ["Secure"] : [])].join("; ");
}

/** Null: none was begun in this browser, or too long ago. */
export function readPending(cookies: string | undefined, secrets: Secrets, now: Date): Pending | null {
  const sealed = new RegExp(`(?:^|; *)${COOKIE.replace(".", "\\.")}=([^;]+)`).exec(cookies ?? "")?.[1];
  if (sealed === undefined) return null;
  try {
    const pending = JSON.parse(secrets.decrypt(sealed, PLACE)) as Pending; // only we can have sealed it
    return new Date(pending.until) > now ? pending : null;
  } catch {
    return null;
  }
}
