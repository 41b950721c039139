import { AddressRefused } from "../../platform/index.ts";

/** Why a provider gave no answer. */
export interface Failure {
  kind:
    | "transient"
    | "rate_limited"
    | "quota"
    | "credentials"
    | "too_long"
    | "blocked"
    | "bad_output"
    | "bad_request"
    | "address_refused"
    | "timeout";
  /** The provider asked to be left alone so long; null where it did not say. */
  waitMs: number | null;
}

/** What the library says of a failed request. Its own text may hold what was asked, and is not kept. */
export interface RequestFacts {
  status: number | undefined;
  body: string;
  headers: Readonly<Record<string, string>>;
}

const TRANSIENT = new Set([408, 409, 500, 502, 503, 504, 529]);

/** By the status and the provider's own codes. Pure. */
export function readFailure({ status, body, headers }: RequestFacts): Failure {
  const says = (...words: string[]) => words.some((word) => body.toLowerCase().includes(word));
  const of = (kind: Failure["kind"], waitMs: number | null = null): Failure => ({ kind, waitMs });
  if (status === undefined) return of("transient");
  // Anthropic says it by 400, OpenAI by a 429 that no patience mends.
  if (says("insufficient_quota", "credit balance is too low")) return of("quota");
  if (status === 401 || status === 403 || (status === 400 && says("api key not valid"))) return of("credentials");
  if (status === 413 || says("context_length_exceeded", "prompt is too long")) return of("too_long");
  if (status === 429) return of("rate_limited", waitOf(headers, body));
  if (TRANSIENT.has(status)) return of("transient", waitOf(headers, body));
  if (says("content_filter", "content_policy")) return of("blocked");
  return of("bad_request");
}

/** Google says it in the body. */
function waitOf(headers: RequestFacts["headers"], body: string): number | null {
  const milliseconds = Number(headers["retry-after-ms"]);
  if (milliseconds > 0) return milliseconds;
  const seconds = Number(headers["retry-after"] ?? /"retryDelay":\s*"(\d+(?:\.\d+)?)s"/.exec(body)?.[1]);
  return seconds > 0 ? seconds * 1_000 : null;
}

/** Of what is thrown below the library: no connection, no answer in time, an address that is not called. */
export function readThrown(error: unknown): Failure {
  const chain = [error, ...causesOf(error)];
  if (chain.some((one) => one instanceof AddressRefused)) return { kind: "address_refused", waitMs: null };
  if (chain.some((one) => one instanceof Error && (one.name === "TimeoutError" || one.name === "AbortError")))
    return { kind: "timeout", waitMs: null };
  return { kind: "transient", waitMs: null };
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let one = error; one instanceof Error && one.cause !== undefined && causes.length < 5; one = one.cause) causes.push(one.cause);
  return causes;
}
