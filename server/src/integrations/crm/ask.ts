import type { Static, TSchema } from "typebox";
import { Check } from "typebox/value";
import { AddressRefused, AnswerTooLarge, type GuardedAnswer, type GuardedClient } from "../../platform/index.ts";
import { beginningOf } from "../waits.ts";

/** Whose API is asked, with the token that goes nowhere else. */
export interface Account {
  /** Without a slash at its end. */
  baseUrl: string;
  token: string;
}

interface Question<T extends TSchema> {
  method?: "GET" | "POST" | "PATCH";
  /** With its query. */
  path: string;
  body?: object;
  /** Of `data` in the answer. */
  shape: T;
}

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
    super(`Pipedrive: ${why.failure ?? why.status}`);
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
    if (status === null) return failure !== "timeout" && failure !== "unreachable" && failure !== "not_pipedrive";
    return status >= 300 && status < 500 && status !== 401 && status !== 408 && status !== 429;
  }
}

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 20 * 1024 * 1024;
/** Where Pipedrive answers: the token is sent to no other host. */
const HOSTS = [".pipedrive.com"];

/**
 * One question to their API. No redirect is followed.
 * @returns `data` of the answer, and where its next page begins
 * @throws {Unanswered}
 */
export async function ask<T extends TSchema>(
  http: GuardedClient,
  { baseUrl, token }: Account,
  { method = "GET", path, body, shape }: Question<T>,
): Promise<{ data: Static<T>; nextCursor: string | null }> {
  const answer = await http({
    url: baseUrl + path,
    method,
    headers: { "x-api-token": token, accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_BYTES,
    maxRedirects: 0,
    onlyHosts: HOSTS,
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
  return read(answer, shape);
}

function read<T extends TSchema>({ body }: GuardedAnswer, shape: T): { data: Static<T>; nextCursor: string | null } {
  let envelope: { data?: unknown; additional_data?: { next_cursor?: unknown } | null } | null = null;
  try {
    envelope = JSON.parse(body.toString("utf8"));
  } catch {
    // Said below, as of every other answer that is none of theirs.
  }
  const data = envelope?.data;
  if (!Check(shape, data)) throw new Unanswered({ failure: "not_pipedrive", answer: beginningOf(body) });
  const cursor = envelope?.additional_data?.next_cursor;
  return { data, nextCursor: typeof cursor === "string" && cursor !== "" ? cursor : null };
}

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
