import type { Fact, Tx } from "./db.ts";

/** Known to this file alone: an event is made by its kind, never by hand. */
const MADE = Symbol("event");

/** A thing that happened to a conversation or another subject; the row is written with the change that it tells of. */
export interface NewEvent {
  readonly [MADE]: true;
  workspaceId: string;
  kind: string;
  conversationId: string | null;
  subjectId: string | null;
  detail: unknown;
  before: string[] | null;
  correlationId: string | null;
}

/** Whom and what an event is about. */
interface About {
  workspaceId: string;
  conversationId?: string | null;
  /** The message, contact, member or channel that it happened to. */
  subjectId?: string | null;
  /** Audience words that saw the conversation before; whoever does not see it any more is told that it is gone. */
  before?: string[] | undefined;
  /** Instead of the transaction's, where that serves several requests. */
  correlationId?: string | null;
}

/** Small facts for people and listeners: no texts, no addresses of contacts. Kinds that say all by their name have none. */
export type NoDetail = Record<string, never>;

/** What makes events of one kind, and what listeners name. */
export interface EventKind<Detail = NoDetail> {
  (about: About & (Detail extends NoDetail ? { detail?: NoDetail } : { detail: Detail })): NewEvent;
  readonly kind: string;
  readonly description: EventDescription<Detail>;
}

interface EventDescription<Detail> {
  /** For docs/events.md: what happened, in one sentence. */
  says: string;
  /** What `subjectId` is the id of, where it has one. */
  subject?: string;
  /** Its name for those who listen at the socket, where they know it by another. */
  socket?: string;
  example: Detail;
}

/** An event kind whose detail nobody needs to know. */
type AnyEventKind = Pick<EventKind, "kind"> & { description: EventDescription<unknown> };

const catalogue = new Map<string, AnyEventKind>();

/** Declares a kind of event, in the room that emits it. @param kind `noun.happened`, never changed once published. */
export function defineEvent(kind: string, description: Omit<EventDescription<NoDetail>, "example">): EventKind;
export function defineEvent<Detail>(kind: string, description: EventDescription<Detail>): EventKind<Detail>;
export function defineEvent<Detail>(
  kind: string,
  description: Omit<EventDescription<Detail>, "example"> & { example?: Detail },
): EventKind<Detail> {
  if (catalogue.has(kind)) throw new Error(`the event ${kind} is declared twice`);
  const make = ({ workspaceId, conversationId, subjectId, detail, before, correlationId }: About & { detail?: unknown }): NewEvent => ({
    [MADE]: true,
    workspaceId,
    kind,
    conversationId: conversationId ?? null,
    subjectId: subjectId ?? null,
    detail: detail ?? {},
    before: before ?? null,
    correlationId: correlationId ?? null,
  });
  const declared = Object.assign(make, { kind, description: { example: {}, ...description } }) as EventKind<Detail>;
  catalogue.set(kind, declared);
  return declared;
}

/** What the socket calls an event; absent where its kind is its name. */
export const socketNameOf = (kind: string): string | undefined => catalogue.get(kind)?.description.socket;

/** What kind of record an event is about, such as `contact`; undefined for kinds that nobody declares any more. */
export const subjectKindOf = (kind: string): string | undefined => catalogue.get(kind)?.description.subject;

/** Every declared kind, in alphabetical order; docs/events.md is made of it. */
export const listEventKinds = (): AnyEventKind[] => [...catalogue.values()].sort((a, b) => a.kind.localeCompare(b.kind));

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
      events.map((event) => event.conversationId),
      events.map((event) => event.subjectId),
      events.map((event) => JSON.stringify(event.detail)),
      now,
      events.map((event) => event.correlationId ?? tx.correlationId),
      events.map((event) => event.before?.join(" ") ?? null),
    ],
  );
  for (const { workspaceId, kind, conversationId, subjectId, before } of events)
    tx.facts.push({ workspaceId, kind, conversationId, subjectId, ...(before === null ? {} : { before }) });
}

/** Tells the browsers of one member, after the commit. It is no event: no row is written, no listener hears of it. */
export function tellMember(tx: Tx, memberId: string, fact: Omit<Fact, "before" | "onlyFor">): void {
  tx.facts.push({ ...fact, onlyFor: memberId });
}
