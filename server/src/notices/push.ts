import { hash } from "node:crypto";
import {
  AddressRefused,
  addJobs,
  type Clock,
  type Database,
  encryptPush,
  type GuardedClient,
  type JobOffer,
  job,
  type Logger,
  makePushKey,
  Postpone,
  pushAuthorization,
  type Secrets,
  sql,
  type Tx,
} from "../platform/index.ts";
import { keepPushKey, sealedPushKey } from "../team/index.ts";
import { type PushedNotice, pushJob } from "./job-kinds.ts";
import type { ToMembers } from "./notice-media.ts";

/** A locked screen shows no more anyway. */
const MAX_BODY = 400;
const MAX_BROWSERS = 500;

/** Queues a notice to every browser of the members. */
export async function pushToMembers(tx: Tx, { workspaceId, members, notice, now }: ToMembers): Promise<void> {
  const subscriptions = await tx.many(sql<{ id: string }>`
    select id from push_subscriptions where member_id = any(${members.map(({ id }) => id)}) limit ${MAX_BROWSERS}`);
  const { title, path } = notice;
  const shown: PushedNotice = { title, body: notice.lines.join("\n").slice(0, MAX_BODY), path, tag: path.slice(1) };
  addJobs(
    tx,
    subscriptions.map(({ id }) => pushJob({ workspaceId, payload: { subscriptionId: id, notice: shown } })),
    now,
  );
}

export const keyPlace = (workspaceId: string) => ({ workspaceId, table: "workspaces", rowId: workspaceId, column: "push_key" });
export const endpointPlace = (workspaceId: string, id: string) => ({
  workspaceId,
  table: "push_subscriptions",
  rowId: id,
  column: "endpoint",
});
export const authPlace = (workspaceId: string, id: string) => ({
  workspaceId,
  table: "push_subscriptions",
  rowId: id,
  column: "auth_secret",
});
export const hashEndpoint = (endpoint: string) => hash("sha256", endpoint, "buffer");

/** The workspace's key; made when the first browser asks. */
export async function pushKeyOf(tx: Tx, secrets: Secrets, workspaceId: string): Promise<string> {
  const key = await sealedPushKey(tx, workspaceId);
  if (key !== null) return secrets.decrypt(key, keyPlace(workspaceId));
  const made = makePushKey();
  await keepPushKey(tx, workspaceId, secrets.encrypt(made, keyPlace(workspaceId)));
  return made;
}

interface Subscription {
  endpoint: string;
  publicKey: string;
  authSecret: string;
}

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  secrets: Secrets;
  http: GuardedClient;
  /** How push services reach whoever runs this: `mailto:` or https. */
  contact: string;
}

const TIME_TO_LIVE_SECONDS = 24 * 3600;
const MAX_WAIT_MS = 10 * 60_000;

/** One notice to one browser. Services say for good when a browser is gone. @source RFC 8030 */
export function pushNotice({ db, clock, log, secrets, http, contact }: Parts): JobOffer {
  return job(pushJob, {
    maxAttempts: 6,
    async run({ workspaceId, payload: { subscriptionId, notice } }) {
      const found = await db.inWorkspace(workspaceId, async (tx) => {
        const row = await tx.maybeOne(sql<Subscription>`
            select endpoint, public_key as "publicKey", auth_secret as "authSecret" from push_subscriptions where id = ${subscriptionId}`);
        return row === null ? null : { row, key: await pushKeyOf(tx, secrets, workspaceId) };
      });
      if (found === null) return;
      const endpoint = secrets.decrypt(found.row.endpoint, endpointPlace(workspaceId, subscriptionId));
      const keys = { p256dh: found.row.publicKey, auth: secrets.decrypt(found.row.authSecret, authPlace(workspaceId, subscriptionId)) };
      const answer = await http({
        url: endpoint,
        method: "POST",
        headers: {
          ttl: String(TIME_TO_LIVE_SECONDS),
          urgency: "high",
          topic: hashEndpoint(notice.tag).toString("base64url").slice(0, 32),
          "content-encoding": "aes128gcm",
          "content-type": "application/octet-stream",
          authorization: pushAuthorization(endpoint, found.key, contact, clock.now()),
        },
        body: encryptPush(Buffer.from(JSON.stringify(notice)), keys),
        timeoutMs: 10_000,
        maxBytes: 16 * 1024,
        maxRedirects: 0,
      }).catch((error) => {
        if (error instanceof AddressRefused) return { status: 410, headers: {} as Record<string, string> };
        throw error;
      });
      if (answer.status === 429) {
        const seconds = Number(answer.headers["retry-after"] ?? 30);
        throw new Postpone(Math.min(MAX_WAIT_MS, (Number.isFinite(seconds) ? seconds : 30) * 1000));
      }
      if (answer.status >= 500) throw new Error(`the push service answered ${answer.status}`);
      await db.inWorkspace(workspaceId, async (tx) => {
        // Gone, or subscribed with another key: this browser has to ask again.
        if (answer.status === 404 || answer.status === 410 || answer.status === 403)
          await tx.run(sql`delete from push_subscriptions where id = ${subscriptionId}`);
        else if (answer.status < 300)
          await tx.run(sql`update push_subscriptions set last_sent_at = ${clock.now()} where id = ${subscriptionId}`);
      });
      if (answer.status >= 400) log.warn({ subscriptionId, status: answer.status }, "a push was refused");
    },
  });
}
