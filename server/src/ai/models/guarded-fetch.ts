import type { GuardedClient } from "../../platform/index.ts";

const MAX_BYTES = 4 * 1024 * 1024;

/** The one door for requests, in the shape that the library of models wants. Neither a key nor a conversation follows a redirection. */
export const guardedFetch =
  (http: GuardedClient, timeoutMs: number): typeof fetch =>
  async (input, init = {}) => {
    const { status, headers, body } = await http({
      url: String(input),
      method: init.method === "GET" ? "GET" : "POST",
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === "string" ? { body: init.body } : {}),
      timeoutMs,
      maxBytes: MAX_BYTES,
      maxRedirects: 0,
    });
    const kept = Object.entries(headers).flatMap(([name, value]) =>
      // It is decoded already where it was encoded, and has another length then.
      value === undefined || name === "content-encoding" || name === "content-length" ? [] : [[name, String(value)] as [string, string]],
    );
    return new Response(Uint8Array.from(body), { status, headers: kept });
  };
