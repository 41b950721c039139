import { AddressRefused, AnswerTooLarge, type GuardedAnswer, type GuardedClient } from "../../platform/index.ts";
import { beginningOf } from "../waits.ts";

/** Nothing usable was answered. */
export class Unanswered extends Error {
  /** Null: there was no answer, and `failure` says why. */
  readonly status: number | null;
  readonly failure: string | null;
  /** The beginning of what was answered. */
  readonly answer: string | null;
  /** When it may be asked again, in seconds; null: they do not say. */
  readonly retryS: number | null;
  constructor(why: { status?: number; failure?: string; answer?: string; retryS?: number | null }) {
    super(`CRM: ${why.failure ?? why.status}`);
    this.status = why.status ?? null;
    this.failure = why.failure ?? null;
    this.answer = why.answer ?? null;
    this.retryS = why.retryS ?? null;
  }

  get isTokenRefused(): boolean {
    return this.status === 401;
  }

  /** Trying again changes nothing. */
  get isFinal(): boolean {
    const { status, failure } = this;
    if (status === null) return failure !== "timeout" && failure !== "unreachable" && failure !== "not_theirs";
    return status >= 300 && status < 500 && status !== 401 && status !== 408 && status !== 429;
  }
}

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 20 * 1024 * 1024;

export interface Question {
  method?: "GET" | "POST" | "PUT" | "PATCH";
  url: string;
  /** Goes as JSON, or as the fields of a form. */
  body?: object | undefined;
  form?: Record<string, string>;
  /** With what opens their door. */
  headers: Record<string, string>;
  /** The door opens for no other hosts. */
  onlyHosts: string[];
}

/** One question to the API of a CRM. No redirect is followed. @returns what its JSON says @throws {Unanswered} */
export async function askCrm(
  http: GuardedClient,
  { method = "GET", url, body, form, headers: own, onlyHosts }: Question,
): Promise<unknown> {
  const said = saidBy(body, form);
  const answer = await http({
    url,
    method,
    headers: { ...own, accept: "application/json", ...said?.headers },
    ...(said === null ? {} : { body: said.text }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_BYTES,
    maxRedirects: 0,
    onlyHosts,
  }).catch((error: unknown) => {
    throw new Unanswered({ failure: failureOf(error) });
  });
  const { status, headers } = answer;
  if (status < 200 || status >= 300)
    throw new Unanswered({
      status,
      answer: beginningOf(answer.body),
      retryS: secondsOf(headers["retry-after"] ?? headers["x-ratelimit-reset"]),
    });
  return jsonOf(answer);
}

function saidBy(body: object | undefined, form: Record<string, string> | undefined) {
  if (form !== undefined)
    return { text: new URLSearchParams(form).toString(), headers: { "content-type": "application/x-www-form-urlencoded" } };
  return body === undefined ? null : { text: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

function jsonOf({ body }: GuardedAnswer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new Unanswered({ failure: "not_theirs", answer: beginningOf(body) });
  }
}

/** It was JSON, but nothing that they answer. */
export const notTheirs = (answer: unknown): Unanswered =>
  new Unanswered({ failure: "not_theirs", answer: beginningOf(Buffer.from(JSON.stringify(answer) ?? "")) });

function failureOf(error: unknown): string {
  if (error instanceof AddressRefused) return "address_refused";
  if (error instanceof AnswerTooLarge) return "answer_too_large";
  const { name } = error as Error;
  return name === "TimeoutError" || name === "AbortError" ? "timeout" : "unreachable";
}

/** They may ask for an hour at most. */
function secondsOf(header: string | string[] | undefined): number | null {
  const seconds = Number(header);
  return header === undefined || !Number.isFinite(seconds) ? null : Math.min(Math.max(seconds, 1), 3_600);
}
