import type { InboundContent } from "../../../../../content/content.ts";
import type { ChannelEvent } from "../adapter.ts";
import { note } from "../notice.ts";
import { asRecord, asText, asTime, compact, type Loose, leaveOut, storable } from "../tolerant.ts";
import { ignoredAmong, readAddress, senderFrom } from "./addresses.ts";
import { contextOf, type FindMedia, referralOf, showBaileys, unwrap } from "./baileys-content.ts";

/** The message format of WhatsApp Web's own protocol, as gateways built on Baileys pass it on (MegaAPI, Evolution). */
export interface BaileysMessage {
  key: Loose;
  message: Loose;
  pushName: string | undefined;
  at: Date | null;
  /** Where a gateway puts the quote outside of the message. */
  contextInfo?: Loose;
  /** Why there is no message, in a number of the protocol. */
  stub?: string | undefined;
  /** Our own address, where the gateway tells it. */
  own?: string | undefined;
  findMedia: FindMedia;
}

/** Parts of the format that say nothing to people by themselves. */
export const BAILEYS_IGNORED: ReadonlySet<string> = new Set([
  "contextInfo",
  "messageContextInfo",
  "mediaKey",
  "fileSha256",
  "fileEncSha256",
  "jpegThumbnail",
  "thumbnail",
  "waveform",
  "streamingSidecar",
  "scansSidecar",
  "scanLengths",
  "midQualityFileSha256",
  "fileLength",
  "mediaKeyTimestamp",
  "messageTimestamp",
  "messageStubParameters",
  "userReceipt",
  "senderTimestampMs",
  "senderKeyDistributionMessage",
  "protocolMessage",
  "key",
]);

/** Everything that one message says: a message, a reaction, an edit, a revocation, or nothing to show. */
export function parseBaileys(given: BaileysMessage): ChannelEvent[] {
  const { key, message: wrapped, at, contextInfo, findMedia } = given;
  const chat = asText(key["remoteJid"]);
  const ignored = ignoredAmong([chat]);
  if (ignored !== undefined) {
    leaveOut(wrapped);
    return [ignored];
  }
  const id = asText(key["id"]);
  const outgoing = key["fromMe"] === true;
  const contact = contactOf(given, outgoing);
  if (contact === null || id === undefined) return [note("message_without_sender", { key, message: wrapped })];
  const message = unwrap(wrapped);
  const base = { account: null, at };
  const change = parseChange(message, base, outgoing);
  if (change !== undefined) return [change];

  const shown = showBaileys(message, findMedia);
  if (shown !== null && "signal" in shown) return [note(`signal:${shown.signal}`.slice(0, 80), {})];
  const content = shown?.content ?? unreadable(given, message);
  if (content === undefined) return [note(`signal:${asText(given.stub) ?? Object.keys(message)[0] ?? "empty"}`.slice(0, 80), {})];
  const context = contextOf(message, contextInfo);
  return [
    {
      type: "message",
      ...base,
      providerMessageId: id,
      direction: outgoing ? "out" : "in",
      contact,
      content,
      ...(outgoing ? { status: "sent" as const } : {}),
      ...compact({
        replyTo: asText(context["stanzaId"]),
        forwarded: context["isForwarded"] === true ? true : undefined,
        referral: outgoing ? undefined : referralOf(context),
      }),
    },
  ];
}

/**
 * Of our own messages the push name and the sender's other addresses are our own; the other side's second address is believed only
 * where we know which one is ours.
 */
function contactOf({ key, pushName, own }: BaileysMessage, outgoing: boolean) {
  const chat = asText(key["remoteJid"]);
  const read = readAddress(chat);
  const alternate = asText(key["remoteJidAlt"]);
  if (read.kind === "ignored" && read.why === "list")
    return senderFrom(
      outgoing ? [] : [asText(key["participant"]), asText(key["participantAlt"]), asText(key["participantPn"])],
      pushName,
      own,
    );
  if (outgoing) return senderFrom([chat, own === undefined ? undefined : alternate], undefined, own);
  return senderFrom([chat, alternate, asText(key["senderPn"]), asText(key["senderLid"])], pushName, own);
}

function parseChange(message: Loose, base: { account: null; at: Date | null }, outgoing: boolean): ChannelEvent | undefined {
  const reaction = asRecord(message["reactionMessage"]);
  const target = asText(asRecord(reaction["key"])["id"]);
  if (target !== undefined)
    return { type: "reaction", ...base, target, emoji: asText(reaction["text"]) ?? null, from: outgoing ? "business" : "contact" };
  const protocol = asRecord(message["protocolMessage"]);
  const changed = asText(asRecord(protocol["key"])["id"]);
  if (changed !== undefined && (protocol["type"] === 0 || protocol["type"] === "REVOKE"))
    return { type: "revoke", ...base, target: changed };
  if (changed !== undefined && (protocol["type"] === 14 || protocol["type"] === "MESSAGE_EDIT"))
    return { type: "edit", ...base, target: changed, text: wordsOf(asRecord(protocol["editedMessage"])) };
  return undefined;
}

/** The words of a message, for its edit. */
export function wordsOf(message: Loose): string {
  const shown = showBaileys(unwrap(message), () => "");
  return shown !== null && "content" in shown && "text" in shown.content ? (shown.content.text ?? "") : "";
}

/** `CIPHERTEXT` of the protocol: the phone could read it, the linked device could not. */
const CIPHERTEXT = new Set(["2", "CIPHERTEXT"]);

/** Somebody wrote, and only the phone can show it: once to be seen, or not to be decrypted here. */
function unreadable({ key, message: given, stub }: BaileysMessage, message: Loose): InboundContent | undefined {
  const raw = storable({ key, stub: stub ?? null });
  if (key["isViewOnce"] === true) return { kind: "unsupported", label: "view_once", raw };
  if (stub !== undefined) return CIPHERTEXT.has(stub) ? { kind: "unsupported", label: "unreadable", raw } : undefined;
  return Object.keys(given).length === 0 && Object.keys(message).length === 0
    ? { kind: "unsupported", label: "unreadable", raw }
    : undefined;
}

/** Seconds as number or text, or a 64-bit integer in pieces. */
export const baileysTime = (value: unknown): Date | null => asTime(value) ?? asTime(asRecord(value)["low"]);

/** What a gateway tells of the phone: while it is gone nothing leaves, and everything waits; a word that is unknown means: look. */
export const connection = (
  state: string,
  health: "ok" | "stopped" | "unchanged" | "unknown",
  at: Date | null,
  body: Loose,
): ChannelEvent => ({
  type: "account_update",
  account: null,
  at,
  health,
  notice: { kind: `connection:${state}`.slice(0, 120), body: asRecord(storable(body)) },
});
