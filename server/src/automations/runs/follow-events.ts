import { isSilent } from "../../inbox/index.ts";
import { type ConsumerOffer, consumer, type FeedEvent, lockingFirst, sql, type Tx } from "../../platform/index.ts";
import { type ObjectChanged, objectChanged } from "../events.ts";
import { isByRule } from "../ground.ts";
import { RULE_EVENTS, type RuleEventId } from "../rules/trigger-events.ts";
import { beginRuns, type Case } from "./begin-runs.ts";
import { placeFor } from "./place-for.ts";

/** Finds the cases of rules that begin with something that happened. Runs twice for one event without harm: a case is begun once. */
export const followEvents: ConsumerOffer = lockingFirst(holdPlaces, consumer("automations.follow_events", ...hearings()));

function hearings() {
  const own = RULE_EVENTS.map(({ id, kind: { kind } }) => ({
    kind,
    hear: (tx: Tx, events: FeedEvent<unknown>[], now: Date) => hear(tx, id, events, now),
  }));
  return [
    ...own,
    {
      kind: objectChanged.kind,
      // The row was written by the kind itself.
      hear: (tx: Tx, events: FeedEvent<unknown>[], now: Date) => hearObjects(tx, events as FeedEvent<ObjectChanged>[], now),
    },
  ];
}

/** A case refers to its conversation and contact: in one order with everybody who locks several of them. */
async function holdPlaces(tx: Tx, events: FeedEvent[]): Promise<void> {
  const ids = [...new Set(events.flatMap(({ conversationId }) => conversationId ?? []))];
  const rule = await tx.maybeOne(sql`select 1 from automations where workspace_id = current_workspace() and is_on limit 1`);
  if (ids.length === 0 || rule === null) return;
  await tx.run(sql`
    select 1 from contacts where workspace_id = current_workspace() and id in (select contact_id from conversations where id = any(${ids}))
    order by id for key share`);
  await tx.run(sql`select 1 from conversations where workspace_id = current_workspace() and id = any(${ids}) order by id for key share`);
}

interface Listening {
  id: string;
  afterMinutes: number;
  onSince: Date;
}

async function hear(tx: Tx, event: RuleEventId, events: FeedEvent[], now: Date): Promise<void> {
  const rules = await tx.named<Listening>(
    "automations.listening",
    `select id, (trigger->>'afterMinutes')::int as "afterMinutes", on_since as "onSince" from automations
     where workspace_id = current_workspace() and is_on and trigger->>'kind' = 'event' and trigger->>'event' = $1`,
    [event],
  );
  if (rules.length === 0) return;
  const cases = events.flatMap(({ seq, conversationId, correlationId, detail, occurredAt }) =>
    conversationId === null || isByRule(correlationId) || isSilent(detail)
      ? []
      : rules
          .filter(({ onSince }) => onSince <= occurredAt)
          .map(
            ({ id, afterMinutes }): Case => ({
              automationId: id,
              key: `event ${seq}`,
              conversationId,
              dueAt: new Date(occurredAt.getTime() + afterMinutes * 60_000),
            }),
          ),
  );
  await beginRuns(tx, events[0]?.workspaceId ?? "", cases, now);
}

/** Records that are in the state which a rule waits for: looked at as they are now, so that the last of several changes counts. */
async function hearObjects(tx: Tx, events: FeedEvent<ObjectChanged>[], now: Date): Promise<void> {
  const ids = [...new Set(events.filter(({ correlationId }) => !isByRule(correlationId)).flatMap(({ subjectId }) => subjectId ?? []))];
  const found = await tx.many(sql<{
    automationId: string;
    objectId: string;
    contactId: string;
    state: string;
    stateSince: Date;
    afterMinutes: number;
    channel: string | null;
  }>`
    select r.id as "automationId", o.id as "objectId", o.contact_id as "contactId", o.state, o.state_since as "stateSince",
      (r.trigger->>'afterMinutes')::int as "afterMinutes", r.trigger->>'channel' as channel
    from objects o join automations r on r.is_on and r.trigger->>'kind' = 'object' and r.trigger->>'type' = o.type and r.trigger->>'state' = o.state
    where o.id = any(${ids}) and o.state_since + make_interval(mins => (r.trigger->>'afterMinutes')::int) >= r.on_since`);
  const cases: Case[] = [];
  for (const { automationId, objectId, contactId, state, stateSince, afterMinutes, channel } of found) {
    const conversationId = await placeFor(tx, contactId, channel);
    if (conversationId === null) continue;
    const dueAt = new Date(stateSince.getTime() + afterMinutes * 60_000);
    cases.push({ automationId, key: objectCase(objectId, state, stateSince), conversationId, dueAt });
  }
  await beginRuns(tx, events[0]?.workspaceId ?? "", cases, now);
}

/** A record that comes back into the state is another case. */
export const objectCase = (objectId: string, state: string, since: Date): string => `object ${objectId} ${state} ${since.getTime()}`;
