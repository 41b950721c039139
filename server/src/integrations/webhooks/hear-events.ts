import {
  addJobs,
  type ConsumerOffer,
  consumer,
  type FeedEvent,
  listEventKinds,
  lockingFirst,
  newId,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { deliverJob } from "../job-kinds.ts";

interface Listening {
  id: string;
  kinds: string[];
  createdAt: Date;
}

/** Read once for a batch, however many kinds it holds: most workspaces have no endpoint. */
const listening = new WeakMap<Tx, Listening[]>();

/** Every event becomes a delivery to each endpoint that wants it. Runs twice for one event without harm: an endpoint is told once. */
export const hearEvents = (): ConsumerOffer =>
  lockingFirst(
    async (tx) => {
      const endpoints = await tx.named<Listening>(
        "integrations.listening",
        `select id, kinds, created_at as "createdAt" from webhook_endpoints where workspace_id = current_workspace() and is_on`,
        [],
      );
      listening.set(tx, endpoints);
    },
    consumer("integrations.webhooks", ...listEventKinds().map(({ kind }) => ({ kind, hear }))),
  );

async function hear(tx: Tx, events: FeedEvent[], now: Date): Promise<void> {
  const wanted = (listening.get(tx) ?? []).flatMap((endpoint) =>
    events.filter((event) => wants(endpoint, event)).map((event) => ({ endpointId: endpoint.id, event, id: newId() })),
  );
  const [first] = events;
  if (wanted.length === 0 || first === undefined) return;
  const made = await tx.many(sql<{ deliveryId: string; endpointId: string }>`
    insert into webhook_deliveries (workspace_id, id, endpoint_id, event_seq, kind, body, state, created_at)
    select ${first.workspaceId}, id, endpoint_id, seq, kind, body, 'pending', ${now}
    from unnest(${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ endpointId }) => endpointId)}::uuid[], ${wanted.map(({ event }) => event.seq)}::bigint[],
      ${wanted.map(({ event }) => event.kind)}::text[], ${wanted.map(({ event }) => bodyOf(event))}::text[]) as w(id, endpoint_id, seq, kind, body)
    on conflict do nothing returning id as "deliveryId", endpoint_id as "endpointId"`);
  addJobs(
    tx,
    made.map(({ deliveryId, endpointId }) =>
      deliverJob({ workspaceId: first.workspaceId, payload: { deliveryId }, key: `webhook ${endpointId}` }),
    ),
    now,
  );
}

/** What happened before the endpoint was there is not told, nor what nobody is to be notified of. */
const wants = ({ kinds, createdAt }: Listening, { kind, occurredAt, detail }: FeedEvent): boolean =>
  occurredAt >= createdAt &&
  ((detail as { silent?: unknown } | null)?.silent ?? null) === null &&
  (kinds.length === 0 || kinds.includes(kind) || kinds.includes(`${kind.split(".")[0]}.*`));

/** As it is sent, however often: ids and small facts. */
const bodyOf = ({ kind, occurredAt, workspaceId, subjectId, conversationId, detail }: FeedEvent): string =>
  JSON.stringify({ type: kind, timestamp: occurredAt.toISOString(), data: { workspaceId, subjectId, conversationId, detail } });
