import type { InboundContent, MediaKind } from "../../../../content/content.ts";
import type { PastMessage } from "../../inbox/index.ts";
import { dateOf, type TheirAttachment, type TheirMessage } from "./shapes.ts";

/** An agent of theirs; `memberId` null: nobody of our team has their address. */
export interface Agent {
  name: string;
  memberId: string | null;
}

export interface ReadMessage {
  message: PastMessage;
  /** Where the bytes of each of its files lie, in their order. */
  urls: string[];
}

interface Reading {
  /** Makes ids of messages of one account unlike those of all others. */
  origin: string;
  agents: Readonly<Record<string, Agent>>;
  newId(): string;
}

const ACTIVITY = 2;
const LONGEST_TEXT = 50_000;
const KINDS: Record<string, MediaKind> = { image: "image", audio: "audio", video: "video", file: "document" };
const STATUSES = ["sent", "delivered", "read", "failed"] as const;

/** A message of theirs as one of the past; null for lines about what happened, which are nobody's words. Pure but for new ids. */
export function readMessage(their: TheirMessage, reading: Reading): ReadMessage | null {
  if (their.message_type === ACTIVITY) return null;
  const { origin, newId } = reading;
  const attachments = their.attachments ?? [];
  const files = attachments.flatMap(fileOf).map((file) => ({ ...file, attachmentId: newId() }));
  const isIn = their.message_type === 0;
  const extra = their.content_attributes ?? {};
  const answered = extra["in_reply_to_external_id"];
  const message: PastMessage = {
    providerMessageId: their.source_id || messageIdOf(origin, their.id),
    direction: isIn ? "in" : "out",
    isNote: their.private === true,
    author: isIn ? null : authorOf(their, reading),
    content: contentOf(their, attachments, files),
    status: isIn ? "received" : (STATUSES.find((one) => one === their.status) ?? "sent"),
    replyTo: typeof answered === "string" ? answered : quoted(origin, extra["in_reply_to"]),
    at: dateOf(their.created_at),
    isDeleted: extra["deleted"] === true,
    files: files.map(({ attachmentId, kind, name }) => ({ attachmentId, kind, name })),
  };
  return { message, urls: files.map(({ url }) => url) };
}

const messageIdOf = (origin: string, id: number) => `${origin}/messages/${id}`;
const quoted = (origin: string, id: unknown): string | null => (typeof id === "number" ? messageIdOf(origin, id) : null);

function authorOf({ sender }: TheirMessage, { agents }: Reading): Agent {
  const known = sender?.type === "user" || sender?.type === undefined ? agents[String(sender?.id)] : undefined;
  return { memberId: known?.memberId ?? null, name: (known?.name ?? sender?.name ?? "Chatwoot").slice(0, 200) };
}

function fileOf({ file_type: type, data_url: url }: TheirAttachment): { kind: MediaKind; url: string; name: string | null }[] {
  const kind = KINDS[type ?? ""];
  if (kind === undefined || typeof url !== "string" || !URL.canParse(url)) return [];
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  return [{ kind, url, name: last === "" ? null : decoded(last).slice(0, 200) }];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function contentOf(
  { content, content_attributes: extra }: TheirMessage,
  attachments: readonly TheirAttachment[],
  files: readonly { attachmentId: string; kind: MediaKind }[],
): InboundContent {
  const words = [content ?? "", ...offered(extra?.["items"]), ...attachments.flatMap(otherPart)].filter((line) => line !== "");
  const text = words.join("\n").replaceAll("\u0000", "").slice(0, LONGEST_TEXT);
  const [first] = files;
  if (first !== undefined) return { kind: first.kind, ...(text === "" ? {} : { text }), media: { providerMediaId: first.attachmentId } };
  const place = attachments.find((one) => one.file_type === "location");
  const { coordinates_lat: latitude, coordinates_long: longitude, fallback_title: name } = place ?? {};
  if (typeof latitude === "number" && typeof longitude === "number")
    return { kind: "location", latitude, longitude, ...(name == null ? {} : { name }) };
  return { kind: "text", text };
}

/** What a message with choices offered, a line each. */
const offered = (items: unknown): string[] =>
  Array.isArray(items)
    ? items.flatMap((one: { title?: unknown } | null) => (typeof one?.title === "string" ? [`• ${one.title}`] : []))
    : [];

/** What is neither file nor place keeps its title and its link. */
function otherPart({ file_type: type, fallback_title: title, data_url: url }: TheirAttachment): string[] {
  if (type === "location" || KINDS[type ?? ""] !== undefined) return [];
  return [title, url].filter((one) => typeof one === "string");
}
