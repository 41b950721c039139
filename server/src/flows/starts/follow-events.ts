import type { Start } from "../../../../flow/document.ts";
import { isSilent, TRIGGER_EVENTS, type TriggerEventId } from "../../inbox/index.ts";
import { addJobs, type ConsumerOffer, consumer, type FeedEvent, sql, type Tx } from "../../platform/index.ts";
import { isByFlow } from "../ground.ts";
import { beginUnaskedJob } from "../job-kinds.ts";

/** Finds what active flows begin with; whether they do is asked by the job of each conversation. */
export const followEvents: ConsumerOffer = consumer(
  "flows.follow_events",
  ...TRIGGER_EVENTS.map(({ id, kind: { kind } }) => ({
    kind,
    hear: (tx: Tx, events: FeedEvent[], now: Date) => hear(tx, id, events, now),
  })),
);

async function hear(tx: Tx, event: TriggerEventId, events: FeedEvent[], now: Date): Promise<void> {
  const flows = await tx.named<{ id: string; starts: Start[] }>(
    "flows.listening",
    `select id, starts from flows where workspace_id = current_workspace() and is_active and published_version is not null and removed_at is null
       and starts @> jsonb_build_array(jsonb_build_object('on', 'event', 'kind', $1::text)) order by position, id`,
    [event],
  );
  if (flows.length === 0) return;
  const heard = events.filter(({ correlationId, detail }) => !isByFlow(correlationId) && !isSilent(detail));
  const free = await withoutRun(tx, heard);
  addJobs(
    tx,
    free.flatMap(({ workspaceId, conversationId, seq }) =>
      flows.map(({ id: flowId }) =>
        beginUnaskedJob({
          workspaceId,
          // Of two flows the one further up begins, and the other finds the floor taken.
          key: `flow ${conversationId}`,
          payload: { flowId, conversationId, occasion: `${flowId} event ${seq}`, startedBy: "event", event },
        }),
      ),
    ),
    now,
  );
}

/** What happened while a flow had the conversation is its own doing or an answer to it, and begins none: no flow goes round in circles. */
async function withoutRun(tx: Tx, events: FeedEvent[]): Promise<(FeedEvent & { conversationId: string })[]> {
  const placed = events.flatMap((event) => (event.conversationId === null ? [] : [{ ...event, conversationId: event.conversationId }]));
  if (placed.length === 0) return [];
  const held = await tx.many(sql<{ seq: number }>`
    select e.seq::float8 as seq from unnest(${placed.map(({ seq }) => seq)}::bigint[], ${placed.map(({ conversationId }) => conversationId)}::uuid[],
      ${placed.map(({ occurredAt }) => occurredAt)}::timestamptz[]) as e(seq, conversation_id, at)
    where exists (select 1 from flow_runs r where r.workspace_id = current_workspace() and r.conversation_id = e.conversation_id and r.started_at <= e.at
      and (r.ended_at is null or r.ended_at >= e.at))`);
  const taken = new Set(held.map(({ seq }) => seq));
  return placed.filter(({ seq }) => !taken.has(seq));
}
