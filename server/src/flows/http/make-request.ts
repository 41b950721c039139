import type { EffectResult } from "../../../../flow/run.ts";
import { AddressRefused, AnswerTooLarge, type Database, type GuardedClient, isId, type Secrets } from "../../platform/index.ts";
import { openCredential } from "./credentials.ts";

/** A request as a flow wants it, its variables written out. */
export interface FlowRequest {
  method: string;
  url: string;
  headers: readonly { name: string; value: string }[];
  body: string | null;
  credentialId: string | null;
  timeoutSeconds: number;
}

interface Parts {
  db: Database;
  http: GuardedClient;
  secrets: Secrets;
}

/** Larger answers are no data for a conversation. */
const MOST_BYTES = 1024 * 1024;
const LONGEST_SECONDS = 60;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
/** These say how the connection is kept, not what is wanted. */
const NOT_YOURS = new Set(["host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer", "proxy-authorization"]);

/** How a request ended; `mayRetry`: another try may end otherwise. */
export type Requested = EffectResult & { mayRetry?: boolean };

/**
 * Calls an address that whoever drew the flow chose: public ones only, within a time and a size. Nothing of it is logged.
 * @param effectId goes along as `Idempotency-Key`, so that the other side knows a repeated request
 */
export async function makeRequest(parts: Parts, workspaceId: string, wanted: FlowRequest, effectId: string): Promise<Requested> {
  const method = METHODS.find((one) => one === wanted.method);
  if (method === undefined || !URL.canParse(wanted.url)) return { ok: false, reason: "bad_address" };
  const secret = await secretFor(parts, workspaceId, wanted);
  if ("refused" in secret) return { ok: false, reason: secret.refused };
  const headers = { accept: "application/json", ...headersOf(wanted), "idempotency-key": effectId, ...secret.headers };
  try {
    const answer = await parts.http({
      url: wanted.url,
      method,
      headers,
      ...(wanted.body === null || method === "GET" ? {} : { body: wanted.body }),
      timeoutMs: Math.min(Math.max(wanted.timeoutSeconds, 1), LONGEST_SECONDS) * 1000,
      maxBytes: MOST_BYTES,
    });
    return read(answer.status, String(answer.headers["content-type"] ?? ""), answer.body);
  } catch (error) {
    if (error instanceof AddressRefused) return { ok: false, reason: "address_refused" };
    if (error instanceof AnswerTooLarge) return { ok: false, reason: "answer_too_large" };
    const isLate = (error as Error).name === "TimeoutError" || (error as Error).name === "AbortError";
    return { ok: false, reason: isLate ? "timeout" : "unreachable", mayRetry: true };
  }
}

async function secretFor(
  { db, secrets }: Parts,
  workspaceId: string,
  { credentialId, url }: FlowRequest,
): Promise<{ headers: Record<string, string> } | { refused: string }> {
  if (credentialId === null) return { headers: {} };
  const opened = isId(credentialId)
    ? await db.inWorkspace(workspaceId, (tx) => openCredential(tx, secrets, workspaceId, credentialId))
    : null;
  if (opened === null) return { refused: "credential_gone" };
  // A variable in the address must not take the secret elsewhere.
  if (new URL(url).hostname.toLowerCase() !== opened.host) return { refused: "credential_of_another_host" };
  return { headers: { [opened.header.toLowerCase()]: opened.value } };
}

/** Values of variables have no line breaks here: those would begin another header. */
function headersOf({ headers, body }: FlowRequest): Record<string, string> {
  const own = headers.map(
    ({ name, value }) => [name.trim().toLowerCase(), value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, " ").trim()] as const,
  );
  const allowed = own.filter(([name]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !NOT_YOURS.has(name));
  return { ...(body === null ? {} : { "content-type": "application/json" }), ...Object.fromEntries(allowed) };
}

function read(status: number, contentType: string, body: Buffer): Requested {
  const text = body.toString("utf8");
  const isOk = status >= 200 && status < 300;
  const parsed = parse(text);
  const value = { status, body: parsed === undefined ? text : parsed };
  if (!isOk) return { ok: false, reason: `status_${status}`, value, mayRetry: status >= 500 || status === 429 || status === 408 };
  if (parsed === undefined && text !== "" && contentType.includes("json")) return { ok: false, reason: "bad_json", value };
  return { ok: true, value };
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
