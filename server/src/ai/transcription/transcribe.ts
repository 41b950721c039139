import { buffer } from "node:stream/consumers";
import { findSound, type Sound, settleTranscript, type TranscriptOutcome } from "../../inbox/index.ts";
import {
  type Clock,
  completeJobs,
  type Database,
  type GuardedClient,
  type Job,
  type Logger,
  newId,
  Postpone,
  type Secrets,
  type Storage,
  sql,
} from "../../platform/index.ts";
import { readAiSettings } from "../log/settings.ts";
import { inCurrency } from "../models/prices.ts";
import { type Asked, askTranscriber } from "./ask-transcriber.ts";
import type { Understood } from "./read-answer.ts";
import { openTranscriber, type Transcriber } from "./transcriber.ts";

export interface TranscribingGround {
  db: Database;
  clock: Clock;
  log: Logger;
  http: GuardedClient;
  storage: Storage;
  secrets: Secrets;
}

/** What providers take. */
const MAX_BYTES = 25 * 1024 * 1024;
const SHORTEST_MS = 100;
/** One try and three more, one soon after the other; then once an hour for a day. */
const QUICK_TRIES = 4;
const SLOW_RETRY_MS = 60 * 60_000;
const PATIENCE_MS = 24 * 60 * 60_000;
/** Less sure than this in the language that is tried first, the provider may find another. */
const SURE = 0.7;

interface Attempted {
  asked: Asked;
  /** Requests that were made: each is paid. */
  requests: number;
}

/** Writes down one voice message. No transaction is held while the provider listens; run twice, it only costs twice. */
export async function transcribe(ground: TranscribingGround, job: Job<{ attachmentId: string }>): Promise<void> {
  const { db, clock, storage, secrets } = ground;
  const { workspaceId } = job;
  const { attachmentId } = job.payload;
  const found = await db.inWorkspace(workspaceId, async (tx) => ({
    sound: await findSound(tx, attachmentId),
    transcriber: await openTranscriber(tx, secrets, workspaceId),
  }));
  const { sound, transcriber } = found;
  if (sound === null || !isWanted(sound)) return;
  const refused = transcriber === null ? ({ state: "failed", reason: "no_transcriber" } as const) : refusalOf(sound);
  if (transcriber === null || refused !== null || sound.storageKey === null)
    return settle(refused ?? { state: "failed", reason: "no_file" });

  const began = performance.now();
  const bytes = await buffer((await storage.read(sound.storageKey)).stream);
  const { asked, requests } = await askInLanguages(ground.http, transcriber, { bytes, mediaType: sound.mediaType ?? "audio/ogg" });
  const took = Math.round(performance.now() - began);
  if (asked.status !== "again") return settle(outcomeOf(asked), { transcriber, asked, took, requests });
  if (job.attempt < QUICK_TRIES) throw new Error(`the transcriber is away: ${asked.text}`);
  if (clock.now().getTime() - sound.receivedAt.getTime() > PATIENCE_MS) return settle({ state: "failed", reason: "unavailable" });
  await db.inWorkspace(workspaceId, (tx) =>
    settleTranscript(tx, { workspaceId, attachmentId, now: clock.now() }, { state: "failed", reason: "unavailable" }),
  );
  throw new Postpone(SLOW_RETRY_MS);

  async function settle(
    outcome: TranscriptOutcome,
    call?: { transcriber: Transcriber; asked: Exclude<Asked, { status: "again" }>; took: number; requests: number },
  ): Promise<void> {
    await db.inWorkspace(
      workspaceId,
      async (tx) => {
        await settleTranscript(tx, { workspaceId, attachmentId, now: clock.now() }, outcome);
        if (call !== undefined && sound !== null) {
          const { transcriber, asked, took, requests } = call;
          const seconds = ((asked.status === "understood" ? asked.understood.seconds : null) ?? (sound.durationMs ?? 0) / 1000) * requests;
          // What a provider refused it does not charge.
          const { rate } = await readAiSettings(tx);
          const cost = asked.status === "understood" ? Math.round((seconds / 60) * transcriber.priceAMinute) : 0;
          await tx.run(sql`
            insert into ai_transcriptions (workspace_id, id, attachment_id, conversation_id, model, seconds, cost, charge, took_ms, outcome, asked_at)
            values (${workspaceId}, ${newId()}, ${attachmentId}, ${sound.conversationId}, ${transcriber.model}, ${seconds}, ${cost}, ${inCurrency(cost, rate)}, ${took},
              ${"reason" in outcome ? outcome.reason : "heard"}, ${clock.now()})`);
        }
        await completeJobs(tx, [job]);
      },
      job.correlationId,
    );
  }
}

/** Also one that is shown as failed while its provider is away. */
const isWanted = ({ transcriptState, transcriptReason }: Sound): boolean =>
  transcriptState === "pending" || (transcriptState === "failed" && transcriptReason === "unavailable");

/** Why nothing is asked: a model makes words up where there are none. */
function refusalOf({ mediaType, size, durationMs, waveform }: Sound): TranscriptOutcome | null {
  if (mediaType !== null && !/^(audio|video)\//.test(mediaType)) return { state: "refused", reason: "not_audio" };
  if (size > MAX_BYTES) return { state: "refused", reason: "too_large" };
  if (durationMs !== null && durationMs < SHORTEST_MS) return { state: "refused", reason: "empty" };
  if (waveform?.every((loudness) => loudness === 0)) return { state: "refused", reason: "silent" };
  return null;
}

/** In the workspace's language first; where that is not sure, as the provider hears it. The surer one counts. */
async function askInLanguages(
  http: GuardedClient,
  transcriber: Transcriber,
  sound: { bytes: Buffer; mediaType: string },
): Promise<Attempted> {
  const first = await askTranscriber(http, transcriber, sound, transcriber.language);
  if (first.status !== "understood" || first.understood.pieces.length === 0 || sureness(first.understood) >= SURE)
    return { asked: first, requests: 1 };
  const second = await askTranscriber(http, transcriber, sound, null);
  const isSurer = second.status === "understood" && sureness(second.understood) > sureness(first.understood);
  return { asked: isSurer ? second : first, requests: 2 };
}

/** What says nothing of how sure it is is taken as it comes. */
const sureness = ({ confidence }: Understood): number => confidence ?? 1;

function outcomeOf(asked: Exclude<Asked, { status: "again" }>): TranscriptOutcome {
  if (asked.status === "no")
    return asked.reason === "too_large" ? { state: "refused", reason: "too_large" } : { state: "failed", reason: asked.reason };
  const { pieces, confidence, language } = asked.understood;
  return pieces.length === 0 ? { state: "refused", reason: "silent" } : { state: "heard", pieces, confidence, language };
}
