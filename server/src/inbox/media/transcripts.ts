import { addJobs, type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { noTranscription, notASound } from "../errors.ts";
import { messageMediaChanged } from "../events.ts";
import { transcribeJob } from "../job-kinds.ts";
import { accessAttachment } from "./access-attachment.ts";

/** A stretch of what was said, and how sure it is: 0 to 1, null where the transcriber does not say. */
export interface TranscriptPiece {
  text: string;
  confidence: number | null;
}

/** What became of writing down a voice message. */
export type TranscriptOutcome =
  | { state: "heard"; pieces: TranscriptPiece[]; confidence: number | null; language: string | null }
  | {
      state: "failed";
      reason: "no_file" | "no_transcriber" | "unavailable" | "credentials" | "quota" | "bad_answer" | "bad_audio" | "address_refused";
    }
  | { state: "refused"; reason: "too_large" | "empty" | "silent" | "not_audio" };

/** A voice message as its transcriber needs it. */
export interface Sound {
  conversationId: string;
  messageId: string;
  kind: string;
  storageKey: string | null;
  mediaType: string | null;
  size: number;
  durationMs: number | null;
  waveform: number[] | null;
  transcriptState: string | null;
  transcriptReason: string | null;
  receivedAt: Date;
}

/** Under it a person has to read it over. */
const REVIEW_BELOW = 0.7;
const MAX_TEXT = 60_000;

/** From now on voice messages of the workspace are written down, or no longer. What waits for words then waits no more. */
export async function setTranscribing(tx: Tx, ctx: Ctx, isOn: boolean): Promise<void> {
  if (isOn) {
    await tx.run(sql`insert into transcription_on (workspace_id, since) values (${ctx.workspaceId}, ${ctx.now()}) on conflict do nothing`);
    return;
  }
  await tx.run(sql`delete from transcription_on where workspace_id = ${ctx.workspaceId}`);
  await tx.run(sql`
    update attachments set transcript_state = null, transcript_reason = null
    where workspace_id = ${ctx.workspaceId} and transcript_state = 'pending' and created_at > ${ctx.now()}::timestamptz - interval '8 days'`);
}

/** Null where there is none that belongs to a message. */
export const findSound = (tx: Tx, attachmentId: string): Promise<Sound | null> =>
  tx.maybeOne(sql<Sound>`
    select m.conversation_id as "conversationId", m.id as "messageId", a.kind, a.storage_key as "storageKey", a.media_type as "mediaType",
      coalesce(a.size, 0)::float8 as size, a.duration_ms as "durationMs", a.waveform, a.transcript_state as "transcriptState",
      a.transcript_reason as "transcriptReason", m.created_at as "receivedAt"
    from attachments a join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id
    where a.id = ${attachmentId} and m.deleted_at is null`);

/** Keeps what a transcriber understood, or why not. What a person wrote stays. */
export async function settleTranscript(
  tx: Tx,
  { workspaceId, attachmentId, now }: { workspaceId: string; attachmentId: string; now: Date },
  outcome: TranscriptOutcome,
): Promise<void> {
  const heard = outcome.state === "heard" ? outcome : null;
  const text =
    heard?.pieces
      .map((piece) => piece.text)
      .join(" ")
      .slice(0, MAX_TEXT) ?? null;
  const state = heard === null ? outcome.state : (heard.confidence ?? 1) < REVIEW_BELOW ? "needs_review" : "ready";
  const row = await tx.maybeOne(sql<{ messageId: string; conversationId: string }>`
    update attachments a set transcript_state = ${state}, transcript_reason = ${"reason" in outcome ? outcome.reason : null}, transcript_text = ${text},
      transcript_pieces = ${heard === null ? null : JSON.stringify(heard.pieces)}::jsonb, transcript_confidence = ${heard?.confidence ?? null},
      transcript_language = ${heard?.language ?? null}
    from messages m where a.id = ${attachmentId} and a.transcript_corrected_at is null and m.workspace_id = a.workspace_id and m.id = a.message_id
    returning m.id as "messageId", m.conversation_id as "conversationId"`);
  if (row !== null) tell(tx, workspaceId, row, now);
}

/** Asks for the words again, or for the first time. @throws {AppError} platform.not_found, inbox.not_a_sound, inbox.no_transcription */
export async function wantTranscript(ctx: Ctx, attachmentId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    await accessSound(tx, ctx, attachmentId);
    const { isOn } = await tx.one(sql<{ isOn: boolean }>`select exists (select 1 from transcription_on) as "isOn"`);
    if (!isOn) throw noTranscription();
    const row = await tx.maybeOne(sql<{ messageId: string; conversationId: string }>`
      update attachments a set transcript_state = 'pending', transcript_reason = null
      from messages m where a.id = ${attachmentId} and a.transcript_corrected_at is null and a.transcript_state is distinct from 'pending'
        and a.storage_key is not null and m.workspace_id = a.workspace_id and m.id = a.message_id
      returning m.id as "messageId", m.conversation_id as "conversationId"`);
    // It is being written down already, or a person did.
    if (row === null) return;
    addJobs(tx, [transcribeJob({ workspaceId: ctx.workspaceId, payload: { attachmentId } })], ctx.now());
    tell(tx, ctx.workspaceId, row, ctx.now());
  });
}

/** A person writes what was said; what the transcriber understood is kept beside it. @throws {AppError} platform.not_found, inbox.not_a_sound */
export async function correctTranscript(ctx: Ctx, attachmentId: string, text: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    await accessSound(tx, ctx, attachmentId);
    const row = await tx.one(sql<{ messageId: string; conversationId: string }>`
      update attachments a set transcript_state = 'ready', transcript_reason = null, transcript_text = ${text.trim()},
        transcript_original = case when a.transcript_corrected_at is null then a.transcript_text else a.transcript_original end,
        transcript_corrected_by = ${ctx.actor.name}, transcript_corrected_at = ${ctx.now()}
      from messages m where a.id = ${attachmentId} and m.workspace_id = a.workspace_id and m.id = a.message_id
      returning m.id as "messageId", m.conversation_id as "conversationId"`);
    await recordAudit(tx, ctx, {
      action: "transcript.corrected",
      subjectKind: "conversation",
      subjectId: row.conversationId,
      detail: { messageId: row.messageId },
    });
    tell(tx, ctx.workspaceId, row, ctx.now());
  });
}

async function accessSound(tx: Tx, ctx: Ctx, attachmentId: string): Promise<void> {
  await accessAttachment(tx, ctx, attachmentId);
  const sound = await findSound(tx, attachmentId);
  if (sound === null || (sound.kind !== "voice" && sound.kind !== "audio")) throw notASound();
}

function tell(tx: Tx, workspaceId: string, { messageId, conversationId }: { messageId: string; conversationId: string }, now: Date): void {
  emit(tx, [messageMediaChanged({ workspaceId, conversationId, subjectId: messageId })], now);
}
