import type { Tx } from "./db.ts";

/** A thing that happened to a conversation or another subject; the row is written with the change that it tells of. */
export interface NewEvent {
  workspaceId: string;
  kind: string;
  conversationId?: string | null;
  /** The message, contact or channel that it is about. */
  subjectId?: string | null;
  /** Small facts for people and listeners: no texts, no numbers of contacts. */
  detail?: Record<string, unknown>;
  /** Instead of the transaction's, where that serves several requests. */
  correlationId?: string | null;
}

/** Writes outbox rows. After the commit the browsers that look on are told; before it nobody hears anything. */
export function emit(tx: Tx, events: NewEvent[], now: Date): void {
  if (events.length === 0) return;
  tx.later(
    "events.emit",
    `insert into events (workspace_id, kind, conversation_id, subject_id, detail, occurred_at, correlation_id)
     select w, k, c, s, d, $6, r from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::jsonb[], $7::text[]) as e(w, k, c, s, d, r)`,
    [
      events.map((event) => event.workspaceId),
      events.map((event) => event.kind),
      events.map((event) => event.conversationId ?? null),
      events.map((event) => event.subjectId ?? null),
      events.map((event) => JSON.stringify(event.detail ?? {})),
      now,
      events.map((event) => event.correlationId ?? tx.correlationId),
    ],
  );
  for (const event of events) {
    tx.facts.push({
      workspaceId: event.workspaceId,
      kind: event.kind,
      conversationId: event.conversationId ?? null,
      subjectId: event.subjectId ?? null,
    });
  }
}
