import { addJobs, type Clock, type Database, emit, type JobOffer, job, type Logger, sql, type Tx } from "../../platform/index.ts";
import { type Adapters, adapterOf, type ChannelStore } from "../accounts/channels.ts";
import type { AdapterTools, Channel, ChannelAdapter, ListedMessage } from "../adapters/adapter.ts";
import { readBody } from "../adapters/read-body.ts";
import { channelReconciled } from "../events.ts";
import { reconcileJob } from "../job-kinds.ts";
import type { Ingest } from "../receiving/ingest.ts";
import { rawEvent } from "../receiving/listen-to-channels.ts";
import { beginAlert, endAlert } from "./alerts.ts";

const DAY_MS = 86_400_000;
/** What came in the last moments may still be on its way into a message. */
const SETTLED_MS = 10 * 60_000;
/** As many are named; more would be an outage, not a gap. */
const MAX_NAMED = 100;
/** A mark that has not come by then will not come. */
const MARK_AFTER_MS = 6 * 3_600_000;

/** Plug: what the room that has the messages knows of a channel's. */
export interface MessageRecords {
  /** Which of these ids of the provider's are here. */
  findKnown(tx: Tx, channelId: string, providerMessageIds: string[]): Promise<Set<string>>;
  /** Of the messages written since then: how many nobody can tell of, and how many that left before `sentBefore` have no mark yet. */
  countOpen(
    tx: Tx,
    channel: { workspaceId: string; channelId: string; since: Date; sentBefore: Date },
  ): Promise<{ unconfirmed: number; unmarked: number }>;
}

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
  ingest: Ingest;
  messages: MessageRecords;
}

/** Queues the comparison of every channel in use, once a day. */
export async function queueReconciliation(db: Database, now: Date): Promise<void> {
  const due = await db.systemStatement<{ workspaceId: string; channelId: string }>(
    "channels.to_reconcile",
    `select workspace_id as "workspaceId", id as "channelId" from channels where status in ('active', 'error')`,
    [],
  );
  for (const { workspaceId, channelId } of due)
    await db.inWorkspace(workspaceId, (tx) => addJobs(tx, [reconcileJob({ workspaceId, payload: { channelId } })], now));
}

interface Comparison {
  method: "list" | "sequence" | "none";
  listed: number;
  missing: ListedMessage[];
}

/**
 * Compares the last day with what the provider says, or with what its numbering suggests; what it still holds is fetched and takes the
 * road of every webhook. The report says what was missing, also where it could be mended.
 */
export function reconcileJobs({ db, clock, log, adapters, channels, tools, ingest, messages }: Parts): JobOffer[] {
  return [
    job(reconcileJob, {
      maxAttempts: 4,
      async run({ workspaceId, payload: { channelId } }) {
        const channel = await db.inWorkspace(workspaceId, (tx) => channels.open(tx, channelId));
        if (channel === null) return;
        const adapter = adapterOf(adapters, channel.kind);
        const now = clock.now();
        const compared = await compare(channel, adapter, now);
        let recovered = 0;
        for (const { fetch } of compared.missing) {
          const body = (await fetch?.()) ?? null;
          if (body === null) continue;
          await ingest.store(await rawEvent(adapter, channel, body));
          recovered += 1;
        }
        await report(channel, compared, recovered, now);
        if (compared.missing.length > 0)
          log.warn({ channelId, missing: compared.missing.length, recovered }, "messages of a provider were missing");
      },
    }),
  ];

  async function compare(channel: Channel, adapter: ChannelAdapter, now: Date): Promise<Comparison> {
    const since = new Date(now.getTime() - DAY_MS);
    const all = (await adapter.listReceived?.(channel, since, tools)) ?? null;
    if (all !== null) {
      const listed = all.filter(({ at }) => at === null || now.getTime() - at.getTime() > SETTLED_MS);
      const ids = listed.map(({ providerMessageId }) => providerMessageId);
      const here = await db.inWorkspace(channel.workspaceId, (tx) => messages.findKnown(tx, channel.id, ids));
      return { method: "list", listed: listed.length, missing: listed.filter(({ providerMessageId }) => !here.has(providerMessageId)) };
    }
    if (adapter.sequenceOf !== undefined) return compareNumbers(channel, adapter, since);
    return { method: "none", listed: 0, missing: [] };
  }

  /** Numbers that were skipped between two that came. */
  async function compareNumbers(channel: Channel, adapter: ChannelAdapter, since: Date): Promise<Comparison> {
    const rows = await db.inWorkspace(channel.workspaceId, (tx) =>
      tx.many(sql<{ body: Buffer }>`
        select body from raw_events where workspace_id = ${channel.workspaceId} and channel_id = ${channel.id}
          and received_month >= date_trunc('month', ${since}::timestamptz at time zone 'utc')::date and received_at >= ${since}`),
    );
    const numbers: number[] = [];
    for (const { body } of rows) {
      const number = adapter.sequenceOf?.(await readBody(adapter, body).catch(() => undefined));
      if (typeof number === "number") numbers.push(number);
    }
    const sorted = [...new Set(numbers)].sort((a, b) => a - b);
    const missing = sorted.flatMap((number, index) => {
      const before = sorted[index - 1];
      const gap = before === undefined ? 0 : number - before - 1;
      // Providers begin anew at another number now and then: that is no gap.
      return gap === 0 || gap > MAX_NAMED
        ? []
        : Array.from({ length: gap }, (_, step) => ({ providerMessageId: String(number - gap + step), at: null }));
    });
    return { method: "sequence", listed: sorted.length + missing.length, missing };
  }

  async function report(channel: Channel, { method, listed, missing }: Comparison, recovered: number, now: Date): Promise<void> {
    const place = { workspaceId: channel.workspaceId, channelId: channel.id, now };
    const named = missing.slice(0, MAX_NAMED).map(({ providerMessageId }) => providerMessageId.slice(0, 250));
    await db.inWorkspace(channel.workspaceId, async (tx) => {
      const { unconfirmed, unmarked } = await messages.countOpen(tx, {
        workspaceId: channel.workspaceId,
        channelId: channel.id,
        since: new Date(now.getTime() - DAY_MS),
        sentBefore: new Date(now.getTime() - MARK_AFTER_MS),
      });
      await tx.run(sql`
        insert into channel_reports (workspace_id, channel_id, day, method, listed, missing, recovered, unconfirmed, unmarked, made_at)
        select ${channel.workspaceId}, ${channel.id}, (${now}::timestamptz at time zone w.time_zone)::date, ${method}, ${listed}, ${named}, ${recovered}, ${unconfirmed}::int, ${unmarked}::int, ${now}
        from workspaces w where w.id = ${channel.workspaceId}
        on conflict (workspace_id, channel_id, day) do update set method = excluded.method, listed = excluded.listed, missing = excluded.missing,
          recovered = excluded.recovered, unconfirmed = excluded.unconfirmed, unmarked = excluded.unmarked, made_at = excluded.made_at`);
      if (missing.length > recovered) await beginAlert(tx, place, "gap");
      else await endAlert(tx, place, ["gap"]);
      emit(
        tx,
        [
          channelReconciled({
            workspaceId: channel.workspaceId,
            subjectId: channel.id,
            detail: { missing: missing.length, recovered },
          }),
        ],
        now,
      );
    });
  }
}
