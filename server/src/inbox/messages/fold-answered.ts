import { foldQuoted, type MessageEvent } from "../../channels/index.ts";
import type { Tx } from "../../platform/index.ts";
import type { Received } from "./update-conversations.ts";

/** A long thread names dozens; what somebody quotes is nearly always one of the last. */
const NEAREST = 3;

/**
 * Mails again, with the texts of ours that they answer: their lines are quotes with proof, and lines between and below them are the
 * writer's, also where the program marks neither.
 */
export async function foldAnswered(tx: Tx, received: Received[]): Promise<Received[]> {
  const answering = received.filter(({ event }) => mayQuote(event));
  if (answering.length === 0) return received;
  const texts = await findSentTexts(tx, answering);
  return received.map((one) => {
    const answered = nearestOf(one).flatMap((id) => texts.get(`${one.channelId} ${id}`) ?? []);
    return answered.length === 0 || !mayQuote(one.event) ? one : { ...one, event: foldedWith(one.event, answered) };
  });
}

const nearestOf = ({ event }: Received): string[] => [...new Set(event.thread?.references ?? [])].slice(0, NEAREST);

const mayQuote = ({ content, thread }: MessageEvent): boolean =>
  content.kind === "text" && content.mail !== undefined && (thread?.references.length ?? 0) > 0;

function foldedWith(event: MessageEvent, answered: string[]): MessageEvent {
  const { content, original } = event;
  if (content.kind !== "text" || content.mail === undefined) return event;
  const whole = original?.text ?? content.text;
  const html = original?.html ?? null;
  const subject = content.mail.subject ?? null;
  const { text, wasCut } = foldQuoted(whole, { subject, hasFiles: (event.files?.length ?? 0) > 0, answered });
  const { original: _before, ...rest } = event;
  const { hasOriginal: _had, ...mail } = content.mail;
  const hasOriginal = wasCut || html !== null;
  return {
    ...rest,
    content: { ...content, text, mail: hasOriginal ? { ...mail, hasOriginal } : mail },
    ...(hasOriginal ? { original: { text: wasCut ? whole : null, html } } : {}),
  };
}

async function findSentTexts(tx: Tx, answering: Received[]): Promise<Map<string, string>> {
  const named = answering.flatMap((one) => nearestOf(one).map((id) => ({ channelId: one.channelId, id })));
  const rows = await tx.named<{ channelId: string; providerMessageId: string; text: string }>(
    "inbox.find_answered_texts",
    `select m.channel_id as "channelId", m.provider_message_id as "providerMessageId", m.text
     from unnest($1::uuid[], $2::text[]) as wanted(channel_id, provider_message_id) join messages m using (channel_id, provider_message_id)
     where m.direction = 'out' and m.text is not null`,
    [named.map(({ channelId }) => channelId), named.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [`${row.channelId} ${row.providerMessageId}`, row.text]));
}
