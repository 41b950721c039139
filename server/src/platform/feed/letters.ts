import { sql, type Tx } from "../db.ts";
import type { ConsumerOffer, FeedEvent } from "./consumer.ts";

/** How long a failed event waits for each next try; then a person has to look. */
const RETRY_MS = [1_000, 10_000, 60_000, 600_000];

/** What waits for each other: everything of one conversation, or else of one subject. */
export const subjectOf = ({ conversationId, subjectId, workspaceId }: FeedEvent): string => conversationId ?? subjectId ?? workspaceId;

/** Subjects of which the listener failed at an event: what follows of them waits. */
export async function blockedSubjects(tx: Tx, { name }: ConsumerOffer, events: FeedEvent[]): Promise<Set<string>> {
  const rows = await tx.named<{ subject: string }>(
    "feed.blocked",
    "select distinct subject from feed_letters where workspace_id = current_workspace() and consumer = $1 and subject = any($2)",
    [name, [...new Set(events.map(subjectOf))]],
  );
  return new Set(rows.map(({ subject }) => subject));
}

/** Puts an event that failed aside. Events of its subject wait behind it; all others go on. */
export function setAside(tx: Tx, { name }: ConsumerOffer, event: FeedEvent, error: unknown, now: Date): Promise<unknown> {
  const words = error instanceof Error ? error.message : String(error);
  const retryAt = new Date(now.getTime() + (RETRY_MS[0] ?? 0));
  return insert(tx, name, event, { state: "retrying", attempts: 1, error: words.slice(0, 1000), retryAt }, now);
}

/** Keeps an event for later, because one of its subject before it failed. */
export const keepWaiting = (tx: Tx, { name }: ConsumerOffer, event: FeedEvent, now: Date): Promise<unknown> =>
  insert(tx, name, event, { state: "waiting", attempts: 0, error: null, retryAt: null }, now);

interface State {
  state: string;
  attempts: number;
  error: string | null;
  retryAt: Date | null;
}

function insert(tx: Tx, consumer: string, event: FeedEvent, { state, attempts, error, retryAt }: State, now: Date) {
  return tx.run(sql`
    insert into feed_letters (workspace_id, consumer, seq, subject, kind, conversation_id, subject_id, detail, correlation_id, occurred_at, state, attempts, error, retry_at, set_aside_at)
    values (${event.workspaceId}, ${consumer}, ${event.seq}, ${subjectOf(event)}, ${event.kind}, ${event.conversationId}, ${event.subjectId}, ${JSON.stringify(event.detail)},
      ${event.correlationId}, ${event.occurredAt}, ${state}, ${attempts}, ${error}, ${retryAt}, ${now})`);
}

export interface Letter {
  event: FeedEvent;
  attempts: number;
}

const COLUMNS = sql`seq, workspace_id as "workspaceId", kind, conversation_id as "conversationId", subject_id as "subjectId", detail, correlation_id as "correlationId", occurred_at as "occurredAt"`;

/** The listener's next event whose time to try again has come; the listener's cursor must be locked, so that nothing joins the line meanwhile. */
export async function findDue(tx: Tx, { name }: ConsumerOffer, now: Date): Promise<Letter | null> {
  const row = await tx.maybeOne(sql<FeedEvent & { attempts: number }>`
    select ${COLUMNS}, attempts from feed_letters where consumer = ${name} and state = 'retrying' and retry_at <= ${now} order by retry_at, seq limit 1 for update`);
  if (row === null) return null;
  const { attempts, ...event } = row;
  return { event, attempts };
}

/** It was heard at last, or given up: the next one of its subject is tried now. */
export async function takeAway(tx: Tx, consumer: string, { seq, subject }: { seq: number; subject: string }, now: Date): Promise<void> {
  await tx.run(sql`delete from feed_letters where consumer = ${consumer} and seq = ${seq}`);
  await tx.run(sql`
    update feed_letters set state = 'retrying', retry_at = ${now} where consumer = ${consumer} and state = 'waiting'
      and seq = (select min(seq) from feed_letters where consumer = ${consumer} and subject = ${subject})`);
}

/** It failed again. @returns false when that was the last try: a person has to look. */
export async function tryLater(tx: Tx, { name }: ConsumerOffer, { event, attempts }: Letter, error: unknown, now: Date): Promise<boolean> {
  const words = error instanceof Error ? error.message : String(error);
  const waitMs = RETRY_MS[attempts];
  await tx.run(sql`
    update feed_letters set attempts = attempts + 1, error = ${words.slice(0, 1000)}, state = ${waitMs === undefined ? "dead" : "retrying"},
      retry_at = ${waitMs === undefined ? null : new Date(now.getTime() + waitMs)}
    where consumer = ${name} and seq = ${event.seq}`);
  return waitMs !== undefined;
}
