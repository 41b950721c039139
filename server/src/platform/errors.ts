/**
 * Errors that a caller can mend. Each has a stable code, an HTTP status and a sentence that says what to do;
 * the web translates by code. Everything that is not an `AppError` is a bug and becomes a 500 without detail.
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly facts: Record<string, unknown>;

  constructor(code: string, status: number, message: string, facts: Record<string, unknown>) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.status = status;
    this.facts = facts;
  }
}

const catalogue = new Map<string, { status: number; sentence: string }>();

/**
 * Declares an error of the catalogue.
 * @param code `room.reason`, never changed once published.
 * @param sentence what happened and what to do; its argument becomes the error's machine-readable facts.
 */
export function defineError<Facts extends Record<string, unknown> = Record<string, never>>(
  code: string,
  status: number,
  sentence: string | ((facts: Facts) => string),
): (...args: Facts extends Record<string, never> ? [] : [Facts]) => AppError {
  if (catalogue.has(code)) throw new Error(`error code ${code} is declared twice`);
  catalogue.set(code, { status, sentence: typeof sentence === "string" ? sentence : sentence(placeholders as Facts) });
  return (...args) => {
    const facts = (args[0] ?? {}) as Facts;
    const message = typeof sentence === "string" ? sentence : sentence(facts);
    return new AppError(code, status, message, facts);
  };
}

/** Stands for facts that are not known yet: every one of them reads as its own name. */
const placeholders = new Proxy({}, { get: (_facts, name) => placeholder(String(name)) });

function placeholder(name: string): unknown {
  const text = `{${name}}`;
  return { toString: () => text, map: () => [text], join: () => text };
}

/** Every declared code, in alphabetical order; docs/errors.md is made of it. */
export function listErrorCodes(): { code: string; status: number; sentence: string }[] {
  return [...catalogue].map(([code, entry]) => ({ code, ...entry })).sort((a, b) => a.code.localeCompare(b.code));
}

export const notFound = defineError<{ what: string }>("platform.not_found", 404, ({ what }) => `There is no such ${what}.`);
export const invalidRequest = defineError<{ problems: { path: string; problem: string }[] }>(
  "platform.invalid_request",
  400,
  ({ problems }) => `The request is not valid: ${problems.map((p) => `${p.path || "body"} ${p.problem}`).join("; ")}.`,
);
export const malformedBody = defineError("platform.malformed_body", 400, "The body is not valid JSON. Send a JSON object.");
export const tooManyRequests = defineError<{ retryAfterSeconds: number }>(
  "platform.too_many_requests",
  429,
  ({ retryAfterSeconds }) => `Too many requests. Try again in ${retryAfterSeconds} s.`,
);
export const bodyTooLarge = defineError("platform.body_too_large", 413, "The body is larger than this address accepts.");
export const unavailable = defineError(
  "platform.unavailable",
  503,
  "The database cannot be reached right now. Nothing was stored; send it again in a moment.",
);
export const internalError = defineError(
  "platform.internal",
  500,
  "Something went wrong on our side. It was logged; try again, and send the request id to support if it stays.",
);
