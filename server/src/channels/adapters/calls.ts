import type { GuardedAnswer, GuardedClient } from "../../platform/index.ts";
import { AddressRefused, AnswerTooLarge } from "../../platform/pure.ts";
import type { MediaOutcome, SendOutcome } from "./adapter.ts";
import { asRecord, type Loose } from "./tolerant.ts";

/**
 * One call whose end decides what becomes of a message. Refused before a byte was written, it cannot have left and is
 * tried again; whatever broke later may have, and is never sent again by guess.
 */
export async function callToSend(
  http: GuardedClient,
  request: Parameters<GuardedClient>[0],
  judge: (answer: GuardedAnswer) => SendOutcome,
): Promise<SendOutcome> {
  let answer: GuardedAnswer;
  try {
    answer = await http(request);
  } catch (error) {
    if (error instanceof AddressRefused) return { status: "unavailable", code: "address_refused", text: error.message, scope: "channel" };
    const text = (error as Error).message;
    return neverReached(error) ? { status: "unavailable", code: "network", text, scope: "message" } : { status: "unconfirmed", text };
  }
  return judge(answer);
}

export function neverReached(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "EHOSTUNREACH", "ENETUNREACH"].includes(String(code));
}

/** The answer's JSON object; an empty one when it is something else. */
export function readJson(answer: GuardedAnswer): Loose {
  try {
    return asRecord(JSON.parse(answer.body.toString("utf8")));
  } catch {
    return {};
  }
}

/** How a download ended that threw. @param words instead of the error's own, where those could hold a secret */
export function mediaFailure(error: unknown, words = (error as Error).message): MediaOutcome {
  if (error instanceof AnswerTooLarge) return { status: "too_large" };
  if (error instanceof AddressRefused) return { status: "refused", text: error.message };
  return { status: "unavailable", text: words };
}
