import { AddressRefused, AnswerTooLarge, type GuardedClient } from "../../platform/index.ts";

/** Whose API is asked, with the key that goes nowhere else. */
export interface Account {
  /** Without a slash at its end. */
  baseUrl: string;
  accountId: number;
  key: string;
}

/** Why nothing usable was answered. `unavailable` may pass; the others want a person. */
export type AskProblem = "key_refused" | "not_found" | "address_refused" | "not_chatwoot" | "unavailable";

export class Unanswered extends Error {
  readonly problem: AskProblem;
  /** When it may be asked again, in ms; null: they do not say. */
  readonly retryMs: number | null;
  constructor(problem: AskProblem, retryMs: number | null = null) {
    super(`Chatwoot: ${problem}`);
    this.problem = problem;
    this.retryMs = retryMs;
  }
}

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * One question to their API. No redirect is followed: the key is for this address.
 * @param path behind `/api/v1/accounts/{id}`
 * @throws {Unanswered}
 */
async function ask(http: GuardedClient, { baseUrl, accountId, key }: Account, path: string): Promise<unknown> {
  const answer = await http({
    url: `${baseUrl}/api/v1/accounts/${accountId}${path}`,
    headers: { api_access_token: key, accept: "application/json" },
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_BYTES,
    maxRedirects: 0,
  }).catch((error: unknown) => {
    if (error instanceof AddressRefused) throw new Unanswered("address_refused");
    if (error instanceof AnswerTooLarge) throw new Unanswered("not_chatwoot");
    throw new Unanswered("unavailable");
  });
  const { status, headers, body } = answer;
  if (status === 401 || status === 403) throw new Unanswered("key_refused");
  if (status === 404) throw new Unanswered("not_found");
  if (status === 429 || status >= 500) throw new Unanswered("unavailable", waitOf(headers["retry-after"]));
  if (status !== 200) throw new Unanswered("not_chatwoot");
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new Unanswered("not_chatwoot");
  }
}

/** A list out of an answer: bare, under `payload`, or under `data.payload`. @throws {Unanswered} not_chatwoot */
export async function askList(http: GuardedClient, account: Account, path: string): Promise<unknown[]> {
  const answer = (await ask(http, account, path)) as { payload?: unknown; data?: { payload?: unknown } } | unknown[] | null;
  const list = Array.isArray(answer) ? answer : (answer?.payload ?? answer?.data?.payload);
  if (!Array.isArray(list)) throw new Unanswered("not_chatwoot");
  return list;
}

function waitOf(header: string | string[] | undefined): number | null {
  const seconds = Number(header);
  return header === undefined || !Number.isFinite(seconds) ? null : Math.min(Math.max(seconds, 1), 3_600) * 1_000;
}
