import type { FailureScope, SendOutcome } from "../adapter.ts";
import { readError } from "../meta/graph.ts";

/** What an error code means for the message. @source Meta, Cloud API error codes. */
type Verdict =
  | { action: "retry"; scope: FailureScope; retryAfterMs?: number }
  | { action: "stop" }
  | { action: "give_up" }
  | { action: "unknown" };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Codes that stop the whole account until a person acts: token, permission, payment, registration, policy. */
const STOP = new Set([
  0, 3, 10, 33, 190, 368, 131005, 131031, 131037, 131042, 131045, 131048, 131063, 131064, 133000, 133005, 133006, 133008, 133009, 133010,
  133015, 133016,
]);

const RETRY = new Map<number, { scope: FailureScope; retryAfterMs?: number }>([
  [2, { scope: "message" }],
  [4, { scope: "message", retryAfterMs: MINUTE }],
  [80007, { scope: "message", retryAfterMs: MINUTE }],
  [80008, { scope: "message", retryAfterMs: MINUTE }],
  [130429, { scope: "message", retryAfterMs: 2_000 }],
  [131016, { scope: "message" }],
  [131049, { scope: "recipient", retryAfterMs: DAY }],
  [131056, { scope: "recipient", retryAfterMs: 4_000 }],
  [131057, { scope: "message", retryAfterMs: MINUTE }],
  [132069, { scope: "message", retryAfterMs: 60 * MINUTE }],
  [133004, { scope: "message" }],
  [134101, { scope: "message", retryAfterMs: 10 * MINUTE }],
]);

/** 131000 is "something went wrong": the message may have been taken. */
const AMBIGUOUS = new Set([131000]);

function judge(code: number, httpStatus: number): Verdict {
  if (STOP.has(code) || (code >= 200 && code <= 299)) return { action: "stop" };
  const retry = RETRY.get(code);
  if (retry !== undefined) return { action: "retry", ...retry };
  if (AMBIGUOUS.has(code)) return { action: "unknown" };
  return httpStatus >= 500 ? { action: "retry", scope: "message" } : { action: "give_up" };
}

/** The outcome of a send that Meta answered with an error; the body may be anything, also HTML. */
export function outcomeOfError(httpStatus: number, body: Buffer): SendOutcome {
  const { code, text } = readError(body);
  if (code === undefined) {
    const words = `HTTP ${httpStatus}`;
    if (httpStatus === 401 || httpStatus === 403) return { status: "unavailable", code: String(httpStatus), text: words, scope: "channel" };
    if (httpStatus >= 500 || httpStatus === 429) return { status: "unavailable", code: String(httpStatus), text: words, scope: "message" };
    return { status: "refused", code: String(httpStatus), text: words };
  }
  const verdict = judge(code, httpStatus);
  switch (verdict.action) {
    case "retry":
      return {
        status: "unavailable",
        code: String(code),
        text,
        scope: verdict.scope,
        ...(verdict.retryAfterMs === undefined ? {} : { retryAfterMs: verdict.retryAfterMs }),
      };
    case "stop":
      return { status: "unavailable", code: String(code), text, scope: "channel" };
    case "unknown":
      return { status: "unconfirmed", text };
    case "give_up":
      return { status: "refused", code: String(code), text };
  }
}
