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
  /** Audience words that saw the conversation before; whoever does not see it any more is told that it is gone. */
  before?: string[] | undefined;
  /** Instead of the transaction's, where that serves several requests. */
  correlationId?: string | null;
}

/** Writes outbox rows. After the commit the browsers that look on are told; before it nobody hears anything. */
export function emit(tx: Tx, events: NewEvent[], now: Date): void {
  if (events.length === 0) return;
  tx.later(
    "events.emit",
    `insert into events (workspace_id, kind, conversation_id, subject_id, detail, occurred_at, correlation_id, seen_before)
     select w, k, c, s, d, $6, r, string_to_array(b, ' ')
     from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::jsonb[], $7::text[], $8::text[]) as e(w, k, c, s, d, r, b)`,
    [
      events.map((event) => event.workspaceId),
      events.map((event) => event.kind),
      events.map((event) => event.conversationId ?? null),
      events.map((event) => event.subjectId ?? null),
      events.map((event) => JSON.stringify(event.detail ?? {})),
      now,
      events.map((event) => event.correlationId ?? tx.correlationId),
      events.map((event) => event.before?.join(" ") ?? null),
    ],
  );
  for (const event of events) {
    tx.facts.push({
      workspaceId: event.workspaceId,
      kind: event.kind,
      conversationId: event.conversationId ?? null,
      subjectId: event.subjectId ?? null,
      ...(event.before === undefined ? {} : { before: event.before }),
    });
  }
}
