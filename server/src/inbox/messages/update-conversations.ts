import type { MenuEntry } from "../../../../content/content.ts";
import type { IdentityKey, MessageEvent, ReceivedEvent, Referral } from "../../channels/index.ts";
import { emit, newId, type Tx } from "../../platform/index.ts";
import { sessionOpened } from "../events.ts";
import { SILENCE_HOURS } from "../floor/settings.ts";

/** A message as its channel gave it. */
export type Received = ReceivedEvent & { event: MessageEvent };

export interface Conversation {
  id: string;
  channelId: string;
  contactId: string;
  threadKey: string;
  state: string;
  /** Before this batch. */
  messageCount: number;
  sessionId: string | null;
  /** The numbered menu that was sent last. */
  menu: MenuEntry[] | null;
  lastMessageAt: Date;
}

/** A message on its way into its conversation. */
export interface ReceivedRow extends Received {
  id: string;
  /** When its provider says that it was written; `at` is where it stands in the conversation. */
  saidAt: Date;
  conversation: Conversation;
  /** Who wrote; in threads and groups not always whom the conversation is with. */
  writerId: string;
}

/** What one batch changes in one conversation. */
interface ConversationChange {
  unread: number;
  count: number;
  lastAt: Date;
  lastId: string;
  windowClosesAt: Date | null;
  lastInboundAt: Date | null;
  /** A new session begins: the contact wrote after silence or closing. */
  opened: Opened | null;
  sessionAt: Date | null;
  wakes: boolean;
  referral: string | null;
  /** Another system answers here since then. */
  heldAt: Date | null;
  /** The contact wrote to us then, which nobody can while another system answers. */
  releasedAt: Date | null;
  /** From where the contact wrote last. */
  address: IdentityKey | null;
}

/** A session that a message opened. */
export interface Opened {
  sessionId: string;
  messageId: string;
}

/** Counters, window, session and state of every conversation that got messages. @returns sessions that began, by conversation. */
export function updateConversations(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): Map<string, Opened> {
  const changes = new Map<string, ConversationChange>();
  for (const row of rows) changes.set(row.conversation.id, addToChange(changes.get(row.conversation.id), row));
  const entries = [...changes];
  const opened = entries.flatMap(([id, { opened: session, sessionAt }]) => (session === null ? [] : [{ id, at: sessionAt, ...session }]));
  if (opened.length > 0) {
    tx.later(
      "inbox.open_sessions",
      `insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by, held_since, ends_at)
       select $1, id, conversation_id, at, 'contact', $5, $5::timestamptz + make_interval(hours => ${SILENCE_HOURS})
       from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as s(id, conversation_id, at)`,
      [workspaceId, opened.map(({ sessionId }) => sessionId), opened.map(({ id }) => id), opened.map(({ at }) => at), now],
    );
  }
  tx.later(
    "inbox.update_conversations",
    `update conversations c set
       unread_count = c.unread_count + u.unread, message_count = c.message_count + u.count,
       last_message_id = case when c.last_message_id is null or u.last_at >= c.last_message_at then u.last_id else c.last_message_id end,
       last_message_at = case when c.last_message_id is null then u.last_at else greatest(c.last_message_at, u.last_at) end,
       window_closes_at = greatest(c.window_closes_at, u.window_closes_at), last_inbound_at = greatest(c.last_inbound_at, u.last_inbound_at),
       session_id = coalesce(u.session_id, c.session_id), state = case when u.wakes then 'open' else c.state end,
       snoozed_until = case when u.wakes then null else c.snoozed_until end,
       referral = case when u.referral is not null and (c.referral is null or c.referral->>'at' is null or c.referral->>'at' <= u.referral->>'at') then u.referral else c.referral end,
       -- The latest of what is known decides, whatever came first.
       held_by = case when coalesce(greatest(u.held_at, u.released_at) <= c.held_changed_at, u.held_at is null and u.released_at is null) then c.held_by
         when u.released_at is null or u.held_at > u.released_at then coalesce(c.held_by, 'provider') end,
       held_changed_at = greatest(c.held_changed_at, u.held_at, u.released_at),
       last_address_kind = case when c.last_address is null or u.last_inbound_at >= c.last_inbound_at then coalesce(u.address_kind, c.last_address_kind) else c.last_address_kind end,
       last_address = case when c.last_address is null or u.last_inbound_at >= c.last_inbound_at then coalesce(u.address, c.last_address) else c.last_address end
     from unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::uuid[], $9::bool[], $10::jsonb[], $11::timestamptz[],
         $12::timestamptz[], $13::text[], $14::text[])
       as u(id, unread, count, last_at, last_id, window_closes_at, last_inbound_at, session_id, wakes, referral, held_at, released_at, address_kind, address)
     where c.id = u.id`,
    [
      entries.map(([id]) => id),
      entries.map(([, change]) => change.unread),
      entries.map(([, change]) => change.count),
      entries.map(([, change]) => change.lastAt),
      entries.map(([, change]) => change.lastId),
      entries.map(([, change]) => change.windowClosesAt),
      entries.map(([, change]) => change.lastInboundAt),
      entries.map(([, change]) => change.opened?.sessionId ?? null),
      entries.map(([, change]) => change.wakes),
      entries.map(([, change]) => change.referral),
      entries.map(([, change]) => change.heldAt),
      entries.map(([, change]) => change.releasedAt),
      entries.map(([, change]) => change.address?.kind ?? null),
      entries.map(([, change]) => change.address?.value ?? null),
    ],
  );
  const conversations = new Map(rows.map(({ conversation }) => [conversation.id, conversation]));
  emit(
    tx,
    opened.map(({ id, sessionId }) => {
      const { contactId, channelId } = conversations.get(id) as Conversation;
      const detail = { contactId, channelId, by: "contact" as const };
      return sessionOpened({ workspaceId, conversationId: id, subjectId: sessionId, detail });
    }),
    now,
  );
  return new Map(opened.map(({ id, sessionId, messageId }) => [id, { sessionId, messageId }]));
}

function addToChange(
  before: ConversationChange | undefined,
  { event, at, saidAt, id, conversation, windowHours, writerId }: ReceivedRow,
): ConversationChange {
  const change = before ?? {
    unread: 0,
    count: 0,
    lastAt: at,
    lastId: id,
    windowClosesAt: null,
    lastInboundAt: null,
    opened: null,
    sessionAt: null,
    wakes: false,
    referral: null,
    heldAt: null,
    releasedAt: null,
    address: null,
  };
  change.count += 1;
  if (at >= change.lastAt) {
    change.lastAt = at;
    change.lastId = id;
  }
  const { content, silent, direction } = event;
  // System lines are no words of the contact; opening the chat is.
  const fromContact = direction === "in" && silent !== "history" && (content.kind !== "event" || content.event === "chat_opened");
  if (fromContact) {
    // In a thread somebody else may have joined: where the contact is reached does not change.
    if (writerId === conversation.contactId && (change.lastInboundAt === null || at >= change.lastInboundAt))
      change.address = addressOf(event) ?? change.address;
    change.lastInboundAt = later(change.lastInboundAt, at);
    if (windowHours !== null) change.windowClosesAt = later(change.windowClosesAt, new Date(saidAt.getTime() + windowHours * 3_600_000));
  }
  if (wantsAnswer(event)) {
    change.unread += 1;
    change.wakes = true;
    if (change.opened === null && (conversation.sessionId === null || conversation.state === "resolved")) {
      change.opened = { sessionId: newId(), messageId: id };
      change.sessionAt = at;
    }
  }
  if (event.referral !== undefined) change.referral = laterReferral(change.referral, { ...event.referral, at: at.toISOString() });
  if (silent === "standby") change.heldAt = later(change.heldAt, at);
  else if (fromContact) change.releasedAt = later(change.releasedAt, at);
  return change;
}

/** The contact said something now, to us, and no machine for them. */
export const wantsAnswer = ({ direction, silent, content }: MessageEvent): boolean =>
  direction === "in" && silent === undefined && content.kind !== "event" && !(content.kind === "text" && content.mail?.autoReply === true);

/** Of several keys of one person the phone is where an answer goes. */
const addressOf = ({ contact }: MessageEvent): IdentityKey | undefined =>
  contact.keys.find(({ kind }) => kind === "phone") ?? contact.keys[0];

/** The conversation shows what brought the person here last; every message keeps its own. ISO times sort as text. */
function laterReferral(before: string | null, referral: Referral & { at: string }): string {
  const known = before === null ? null : (JSON.parse(before) as { at: string }); // written here, a line below
  return known !== null && known.at > referral.at ? (before as string) : JSON.stringify(referral);
}

const later = (a: Date | null, b: Date): Date => (a === null || b > a ? b : a);
