import { addJobs, type Clock, type Database, emit, type JobOffer, job, type Logger, type Metrics, sql } from "../../platform/index.ts";
import { type Adapters, adapterOf, type ChannelStore } from "../accounts/channels.ts";
import type { AdapterTools, ValidationStep } from "../adapters/adapter.ts";
import { channelOffline, channelOnline } from "../events.ts";
import { checkChannelJob, resumeSendingJob } from "../job-kinds.ts";
import type { Ingest } from "../receiving/ingest.ts";
import { rawEvent } from "../receiving/listen-to-channels.ts";
import { beginAlert } from "./alerts.ts";
import { recordSuccess } from "./breaker.ts";
import { endTrouble, noteTrouble } from "./fallback.ts";
import { judgeQueue } from "./judge-queue.ts";
import { judgeUse, noteTokenLife } from "./limits.ts";

/** Each channel is checked this often; three failed checks in a row mean that it is offline. */
const CHECK_EVERY_MS = 60_000;
/** What is offline, and mailboxes, whose servers count logins. */
const CHECK_SELDOM_MS = 5 * 60_000;
const FAILURES_TO_OFFLINE = 3;
const INCIDENT_AFTER_MS = 30 * 60_000;
const VALIDATE_EVERY_MS = 60 * 60_000;
const LOOK_EVERY_MS = 30_000;
const AT_ONCE = 50;

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
  ingest: Ingest;
  metrics: Metrics;
}

/** Asks now and then which channels are due, and queues their checks; any number of workers may do so. @returns how to stop */
export function watchChannels({
  db,
  clock,
  log,
  adapters,
  metrics,
}: Pick<Parts, "db" | "clock" | "log" | "adapters" | "metrics">): () => void {
  const look = () =>
    Promise.all([queueChecks(db, adapters, clock.now()), countChannels(db, metrics)]).catch((error) =>
      log.warn({ err: error }, "channels that are due for a check could not be read"),
    );
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Every worker counts all: which of them checked a channel last makes no difference. */
export async function countChannels(db: Database, metrics: Metrics): Promise<void> {
  const counted = await db.systemStatement<{ kind: string; state: string; n: number }>(
    "channels.count_states",
    `select c.kind, case when c.status = 'active' and f.breaker <> 'closed' then 'paused' else c.status end as state, count(*)::int as n
     from channels c join channel_flow f on f.workspace_id = c.workspace_id and f.channel_id = c.id group by 1, 2`,
    [],
  );
  metrics.channels.reset();
  for (const { kind, state, n } of counted) metrics.channels.set({ kind, state }, n);
}

/** Whoever marks a channel as being checked queues the check; another worker finds it marked. A mark of the future is of a clock that went back. */
export async function queueChecks(db: Database, adapters: Adapters, now: Date): Promise<void> {
  const seldom = [...adapters.values()].filter(({ listen }) => listen !== undefined).map(({ kind }) => kind);
  const due = await db.systemStatement<{ workspaceId: string; channelId: string }>(
    "channels.due_checks",
    `update channel_flow f set checked_at = $1
     from (select d.channel_id from channel_flow d join channels c on c.workspace_id = d.workspace_id and c.id = d.channel_id
       where c.status in ('active', 'error') and (d.checked_at is null or d.checked_at > $1 or d.checked_at < case when c.status = 'error' or c.kind = any($4) then $3::timestamptz else $2::timestamptz end) order by d.checked_at nulls first limit ${AT_ONCE} for update of d skip locked) due
     where f.channel_id = due.channel_id returning f.workspace_id as "workspaceId", f.channel_id as "channelId"`,
    [now, new Date(now.getTime() - CHECK_EVERY_MS), new Date(now.getTime() - CHECK_SELDOM_MS), seldom],
  );
  for (const { workspaceId, channelId } of due)
    await db.inWorkspace(workspaceId, (tx) => addJobs(tx, [checkChannelJob({ workspaceId, payload: { channelId } })], now));
}

/** The check itself: is the account there, and what did its webhooks not bring? */
export function watchJobs({ db, clock, adapters, channels, tools, ingest, metrics }: Parts): JobOffer[] {
  return [
    job(checkChannelJob, {
      maxAttempts: 2,
      async run({ workspaceId, payload: { channelId } }) {
        const channel = await db.inWorkspace(workspaceId, (tx) => channels.open(tx, channelId));
        if (channel === null) return;
        const adapter = adapterOf(adapters, channel.kind);
        const full = await isFullCheckDue(workspaceId, channelId);
        const began = performance.now();
        const steps = full || adapter.probe === undefined ? await adapter.validate(channel, tools) : await adapter.probe(channel, tools);
        const latencyMs = Math.round(performance.now() - began);
        // A token that will end is no failure yet.
        const failed = steps.find((step) => !step.ok && step.step !== "token_life");
        await record(workspaceId, channelId, failed, latencyMs);
        const life = steps.find((step) => step.expiresAt !== undefined);
        await db.inWorkspace(workspaceId, async (tx) => {
          const place = { workspaceId, channelId, now: clock.now() };
          if (life?.expiresAt !== undefined) await noteTokenLife(tx, place, life.expiresAt);
          await judgeUse(tx, place, metrics);
          await judgeQueue(tx, place);
        });
        // What was missed while the gateway or we were away; everything that is known already changes nothing.
        const missed = failed === undefined ? ((await adapter.sweep?.(channel, tools)) ?? []) : [];
        for (const body of missed) await ingest.store(await rawEvent(adapter, channel, body));
      },
    }),
  ];

  /** Everything is asked for once an hour; every check of an adapter without a cheap one asks for everything anyway. */
  function isFullCheckDue(workspaceId: string, channelId: string): Promise<boolean> {
    const now = clock.now();
    return db.inWorkspace(workspaceId, async (tx) => {
      const marked = await tx.run(sql`
        update channel_flow set validated_at = ${now} where channel_id = ${channelId} and (validated_at is null or validated_at > ${now} or validated_at < ${new Date(now.getTime() - VALIDATE_EVERY_MS)})`);
      return marked > 0;
    });
  }

  async function record(workspaceId: string, channelId: string, failed: ValidationStep | undefined, latencyMs: number): Promise<void> {
    const now = clock.now();
    await db.inWorkspace(workspaceId, async (tx) => {
      if (failed === undefined) {
        await tx.run(
          sql`update channel_flow set check_failures = 0, offline_since = null, latency_ms = ${latencyMs} where channel_id = ${channelId}`,
        );
        const healed = await tx.run(
          sql`update channels set status = 'active', status_reason = null, updated_at = ${now} where id = ${channelId} and status = 'error'`,
        );
        if (healed === 0) {
          // Sends may fail while checks work: then the breaker says when the trouble is over.
          const { calm } = await tx.one(
            sql<{ calm: boolean }>`select breaker = 'closed' and failures = 0 as calm from channel_flow where channel_id = ${channelId}`,
          );
          if (calm) await endTrouble(tx, { workspaceId, channelId, now });
          return;
        }
        await recordSuccess(tx, { workspaceId, channelId, now });
        emit(tx, [channelOnline({ workspaceId, subjectId: channelId })], now);
        addJobs(tx, [resumeSendingJob({ workspaceId, payload: { channelId } })], now);
        return;
      }
      const { failures, offlineSince } = await tx.one(sql<{ failures: number; offlineSince: Date | null }>`
        update channel_flow set check_failures = check_failures + 1, latency_ms = null,
          offline_since = case when check_failures + 1 >= ${FAILURES_TO_OFFLINE} then coalesce(offline_since, ${now}::timestamptz) end
        where channel_id = ${channelId} returning check_failures as failures, offline_since as "offlineSince"`);
      await noteTrouble(tx, { workspaceId, channelId, now });
      if (failures < FAILURES_TO_OFFLINE) return;
      if (offlineSince !== null && now.getTime() - offlineSince.getTime() >= INCIDENT_AFTER_MS)
        await beginAlert(tx, { workspaceId, channelId, now }, "incident");
      const stopped = await tx.run(sql`
        update channels set status = 'error', status_reason = ${failed.advice ?? "provider_error"}, updated_at = ${now} where id = ${channelId} and status = 'active'`);
      if (stopped === 0) return;
      await beginAlert(tx, { workspaceId, channelId, now }, "offline");
      emit(tx, [channelOffline({ workspaceId, subjectId: channelId, detail: { advice: failed.advice ?? "" } })], now);
    });
  }
}
