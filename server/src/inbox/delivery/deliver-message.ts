import pLimit from "p-limit";
import { adapterOf, type SendingLane, type SendOutcome, type Turn } from "../../channels/index.ts";
import { createGatherer, type Job, type JobOffer, job, maskAddress, Postpone } from "../../platform/index.ts";
import { deliverCampaignJob, deliverJob } from "../job-kinds.ts";
import { type Attempt, beginAttempts } from "./begin-attempts.ts";
import type { DeliveryParts } from "./delivery-parts.ts";
import { type EndedAttempt, recordOutcomes } from "./record-outcome.ts";

/** Sends wait for providers, not for us: this many at once in a process carry a fast channel with a slow provider. */
const AT_ONCE = 64;
/** Campaigns have time, and leave the connections to the database to others. */
const CAMPAIGN_AT_ONCE = 32;
/** Files are held in memory while they are sent. */
const AT_ONCE_WITH_FILES = 6;

/**
 * Sends queued messages. An attempt is written down before the provider is called: a worker that dies in between leaves an
 * attempt without outcome, which becomes `unconfirmed` and is never sent again by guess. Jobs of one moment share the
 * transactions around their calls; at a high pace the database is what limits it.
 */
type DeliverJob = Job<{ messageId: string; channelId: string; lane?: SendingLane; probe?: true }>;

export function createDelivery(parts: DeliveryParts): JobOffer[] {
  const { db, metrics } = parts;
  const begin = createGatherer({
    keyOf: (one: DeliverJob) => one.workspaceId,
    run: (jobs, workspaceId) => db.inWorkspace(workspaceId, (tx) => beginAttempts(tx, parts, workspaceId, jobs.map(askedBy))),
    atMost: AT_ONCE,
  });
  const record = createGatherer({
    keyOf: (ended: EndedAttempt) => ended.workspaceId,
    run: (ended, workspaceId) => db.inWorkspace(workspaceId, (tx) => recordOutcomes(tx, parts, workspaceId, ended, parts.clock.now())),
    atMost: AT_ONCE,
  });
  const withFile = pLimit(AT_ONCE_WITH_FILES);

  async function run(one: DeliverJob): Promise<void> {
    const turn = await reserveTurn(parts, one.payload);
    const attempt = await begin(one).catch((error) => {
      turn?.giveUp();
      throw error;
    });
    if (attempt === null || "waitMs" in attempt) {
      turn?.giveUp();
      if (attempt === null) return;
      throw new Postpone(attempt.waitMs);
    }
    const hasFile = attempt.message.attachmentId !== null;
    const outcome = await (hasFile ? withFile(() => send(attempt, turn)) : send(attempt, turn));
    note(one, attempt, outcome);
    const { workspaceId, correlationId } = one;
    const retryMs = await record({ workspaceId, correlationId, message: attempt.message, outcome });
    if (retryMs !== null) throw new Postpone(retryMs);
  }

  async function send({ channel, outbound }: Attempt, turn: Turn | null): Promise<SendOutcome> {
    const adapter = adapterOf(parts.adapters, channel.kind);
    await turn?.reached();
    const timer = metrics.sendSeconds.startTimer({ kind: channel.kind });
    const answered = await adapter.send(outbound, channel, parts.tools);
    timer();
    // Under the same id it cannot double: an unclear end is only one more try.
    return answered.status === "unconfirmed" && adapter.isRepeatable?.(outbound.content) === true
      ? { status: "unavailable", code: "network", text: answered.text, scope: "message" }
      : answered;
  }

  function note({ workspaceId, correlationId }: DeliverJob, { message, channel, outbound }: Attempt, outcome: SendOutcome): void {
    metrics.sends.inc({ kind: channel.kind, outcome: outcome.status });
    if (outcome.status === "accepted") metrics.messages.inc({ direction: "out", kind: channel.kind });
    parts.traffic.count({ workspaceId, channelId: channel.id }, speaksAgainstChannel(outcome) ? "failed" : "sent");
    parts.log.info(
      {
        messageId: message.id,
        channelId: channel.id,
        outcome: outcome.status,
        code: "code" in outcome ? outcome.code : undefined,
        to: maskAddress(outbound.recipient.value),
        correlationId,
      },
      "sent to the provider",
    );
  }

  return [
    job(deliverJob, { run, maxAttempts: 20, atOnce: AT_ONCE }),
    job(deliverCampaignJob, { run, maxAttempts: 20, atOnce: CAMPAIGN_AT_ONCE }),
  ];
}

const askedBy = ({ payload, correlationId }: DeliverJob) => ({
  messageId: payload.messageId,
  isProbe: payload.probe === true,
  correlationId,
});

/** All workers together keep the pace of the channel's account. */
async function reserveTurn({ pacer, channels }: DeliveryParts, { channelId, lane }: DeliverJob["payload"]): Promise<Turn | null> {
  const perSecond = await channels.paceOf(channelId);
  if (perSecond === null) return null;
  const turn = await pacer.reserve(channelId, perSecond, lane ?? "people");
  if ("comeBackMs" in turn) throw new Postpone(turn.comeBackMs);
  return turn;
}

/** As for the breaker: no answer, an error of theirs, an end that nobody knows. A refusal and a limit are answers. */
function speaksAgainstChannel(outcome: SendOutcome): boolean {
  return (
    outcome.status === "unconfirmed" ||
    (outcome.status === "unavailable" && outcome.scope !== "recipient" && outcome.retryAfterMs === undefined)
  );
}
