import { type Clock, type Database, defineError } from "../../platform/index.ts";
import type { Channel, ChannelAdapter } from "../adapters/adapter.ts";
import { orderOf } from "../adapters/read-body.ts";
import type { Ingest } from "../receiving/ingest.ts";
import { type Chats, writeLine } from "./chats.ts";
import type { Visitor } from "./visits.ts";
import type { Waiters } from "./waiters.ts";

const textTooLong = defineError<{ most: number }>(
  "webchat.text_too_long",
  413,
  ({ most }) => `A message has at most ${most} characters. Send it in pieces, or as a file.`,
);
const notReadable = defineError("webchat.not_readable", 400, "This event has no id, or no type, or is nested too deeply.");

const MAX_TEXT = 8_000;
/** What the visitor sees of themselves afterwards; everything else leaves no line. */
const SHOWN = new Set(["text", "choice", "form", "location", "image", "video", "audio", "voice", "document"]);

/** One thing that a visitor did, as the widget says it. */
export type VisitorEvent = Record<string, unknown> & { type: string; id?: string };

interface Parts {
  db: Database;
  clock: Clock;
  ingest: Ingest;
  chats: Chats;
  waiters: Waiters;
  adapter: ChannelAdapter;
}

/**
 * Takes what a visitor did: stored as a raw event like what any provider sends, then shown in their chat, and only then acknowledged. Said
 * twice under the same id it is one: the raw event is the same bytes, and so is the line.
 */
export async function hearVisitor(parts: Parts, channel: Channel, visitor: Visitor, event: VisitorEvent): Promise<void> {
  const { type, id, text } = event;
  if (typeof text === "string" && text.length > MAX_TEXT) throw textTooLong({ most: MAX_TEXT });
  if (type === "delivered" || type === "read") return hearMark(parts, channel, visitor, type, Number(event["upTo"]));
  if (SHOWN.has(type) && (typeof id !== "string" || id === "")) throw notReadable();
  await store(parts, channel, visitor, event);
  if (!SHOWN.has(type)) return;
  const { type: kind, id: lineId, ...content } = event;
  const line = { lineId: String(lineId), side: "visitor" as const, content: { kind, ...content } };
  await parts.db.inWorkspace(channel.workspaceId, (tx) => writeLine(tx, channel.workspaceId, visitor.id, line, parts.clock.now()));
  parts.waiters.wake(visitor.id);
}

/** Marks become statuses of the messages that they reach. */
async function hearMark(parts: Parts, channel: Channel, visitor: Visitor, type: "delivered" | "read", upTo: number): Promise<void> {
  if (!Number.isSafeInteger(upTo)) throw notReadable();
  const lines = await parts.chats.mark(channel.workspaceId, visitor.id, type, upTo);
  if (lines.length > 0) await store(parts, channel, visitor, { type, lines });
}

async function store({ ingest, adapter }: Parts, channel: Channel, { id, name }: Visitor, event: VisitorEvent): Promise<void> {
  const body = Buffer.from(JSON.stringify({ visitor: { id, ...(name === null ? {} : { name }) }, event }));
  const orderingKey = await orderOf(adapter, body);
  if (orderingKey === undefined) throw notReadable();
  await ingest.store({ workspaceId: channel.workspaceId, channelId: channel.id, body, orderingKey });
}
