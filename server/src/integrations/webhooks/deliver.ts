import {
  AddressRefused,
  AnswerTooLarge,
  type Clock,
  type Database,
  type GuardedClient,
  type Secrets,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { beginningOf, waitAfter } from "../waits.ts";
import { giveUpWaiting, openEndpoint } from "./endpoints.ts";
import { signedHeaders } from "./sign.ts";

export interface DeliveryGround {
  db: Database;
  clock: Clock;
  http: GuardedClient;
  secrets: Secrets;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;
const GONE = 410;

interface Pending {
  endpointId: string;
  body: string;
  attempts: number;
}

/** What came of one try; `status` null: nothing was answered. */
interface Tried {
  status: number | null;
  failure: string | null;
  answer: string | null;
}

/** One try. Nothing is locked while the other side thinks; whatever it answers, the job is done: the delivery keeps when it is tried again. */
export async function deliver(ground: DeliveryGround, workspaceId: string, deliveryId: string): Promise<void> {
  const { db, clock, secrets } = ground;
  const opened = await db.inWorkspace(workspaceId, async (tx) => {
    const pending = await tx.maybeOne(sql<Pending>`
      select endpoint_id as "endpointId", body, attempts from webhook_deliveries where id = ${deliveryId} and state = 'pending'`);
    if (pending === null) return null;
    const endpoint = await openEndpoint(tx, secrets, workspaceId, pending.endpointId, clock.now());
    if (endpoint === null) await giveUpWaiting(tx, pending.endpointId, clock.now());
    return endpoint === null ? null : { pending, endpoint };
  });
  if (opened === null) return;
  const tried = await post(ground, deliveryId, opened.endpoint, opened.pending.body);
  await db.inWorkspace(workspaceId, (tx) => keep(tx, deliveryId, opened.pending, tried, clock.now()));
}

async function post(
  { http, clock }: DeliveryGround,
  id: string,
  { url, secrets }: { url: string; secrets: string[] },
  body: string,
): Promise<Tried> {
  const headers = {
    "content-type": "application/json",
    "user-agent": "Prosa-Webhooks/1",
    ...signedHeaders(secrets, { id, at: clock.now(), body }),
  };
  try {
    const answer = await http({ url, method: "POST", headers, body, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES, maxRedirects: 0 });
    return { status: answer.status, failure: null, answer: beginningOf(answer.body) };
  } catch (error) {
    // Of an address that is not called nothing is kept.
    if (error instanceof AddressRefused) return { status: null, failure: "address_refused", answer: null };
    if (error instanceof AnswerTooLarge) return { status: null, failure: "answer_too_large", answer: null };
    const isLate = (error as Error).name === "TimeoutError" || (error as Error).name === "AbortError";
    return { status: null, failure: isLate ? "timeout" : "unreachable", answer: null };
  }
}

async function keep(tx: Tx, id: string, { endpointId, attempts }: Pending, { status, failure, answer }: Tried, now: Date): Promise<void> {
  const isThere = status !== null && status >= 200 && status < 300;
  const waitS = isThere || status === GONE ? undefined : waitAfter(attempts);
  const state = isThere ? "delivered" : waitS === undefined ? "dead" : "pending";
  await tx.run(sql`
    update webhook_deliveries set state = ${state}, attempts = attempts + 1, next_at = ${waitS === undefined ? null : new Date(now.getTime() + waitS * 1_000)},
      status = ${status}, failure = ${failure}, answer = ${answer}, tried_at = ${now}, settled_at = ${state === "pending" ? null : now}
    where id = ${id} and state = 'pending'`);
  await tx.run(sql`
    update webhook_endpoints set failing_since = ${isThere ? null : sql`coalesce(failing_since, ${now}::timestamptz)`} where id = ${endpointId}
      and (failing_since is null) = ${!isThere}`);
  if (status !== GONE) return;
  await tx.run(sql`update webhook_endpoints set is_on = false, off_reason = 'gone' where id = ${endpointId}`);
  await giveUpWaiting(tx, endpointId, now);
}
