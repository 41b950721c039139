import { defineEvent, type EventKind, type NewEvent } from "../platform/index.ts";

const id = (last: string) => `01a1fc32-0d5f-7351-a3ea-3${last.padStart(11, "0")}`;

/** A message came in, with everything that says from whom, to whom and in which session. */
export interface MessageReceived {
  /** Of the conversation; in groups and threads `writerId` may be another. */
  contactId: string;
  writerId: string;
  channelId: string;
  /** Kind of the channel, and of the content. */
  channel: string;
  kind: string;
  /** Null for what opens none: imports, system lines. */
  sessionId: string | null;
  /** It is the one that opened its session. */
  isFirstOfSession: boolean;
  /** Why nobody is notified: it is history, or another system answers here. */
  silent: "history" | "standby" | "unsubscribed" | null;
  /** From the webhook's arrival until it was stored. */
  msSinceArrival: number;
  /** Of the raw event that it came in. */
  correlationId: string;
}

const received: MessageReceived = {
  contactId: id("1"),
  writerId: id("1"),
  channelId: id("2"),
  channel: "whatsapp_cloud",
  kind: "text",
  sessionId: id("3"),
  isFirstOfSession: true,
  silent: null,
  msSinceArrival: 12,
  correlationId: id("4"),
};
const message = { subject: "message" };

export const messageReceived = defineEvent<MessageReceived>("message.received", {
  says: "The contact wrote.",
  socket: "new_message",
  ...message,
  example: received,
});
export const messageEchoed = defineEvent<MessageReceived>("message.echoed", {
  says: "Somebody of ours answered outside: in the provider's own app.",
  ...message,
  example: { ...received, isFirstOfSession: false },
});
export const messageImported = defineEvent<MessageReceived>("message.imported", {
  says: "History came in, or a message that another system answers: nobody is waiting for us.",
  ...message,
  example: { ...received, sessionId: null, isFirstOfSession: false, silent: "history" },
});

export const messageQueued = defineEvent("message.queued", { says: "A message of ours is written and will leave.", ...message });
export const messageSent = defineEvent("message.sent", { says: "The provider has it.", ...message });
export const messageDelivered = defineEvent("message.delivered", { says: "The contact's phone has it.", ...message });
export const messageRead = defineEvent("message.read", { says: "The contact saw it.", ...message });
export const messageUnconfirmed = defineEvent("message.unconfirmed", {
  says: "Nobody knows whether it left; it is never sent again by guess.",
  ...message,
});
export const messageFailed = defineEvent<{ code: string | null }>("message.failed", {
  says: "It will not arrive; `code` is the reason.",
  ...message,
  example: { code: "window_closed" },
});
export const messageWithdrawn = defineEvent("message.withdrawn", {
  says: "A bot wrote it, and a person took the floor before it left: it never leaves.",
  ...message,
});
export const messageHeld = defineEvent("message.held", { says: "The provider took it and holds it back for now.", ...message });
export const messageParked = defineEvent("message.parked", { says: "It waits for its channel to work again.", ...message });
export const messageFellBack = defineEvent<{ to: string; because: "channel_down" | "not_delivered" }>("message.fell_back", {
  says: "It leaves over a channel of another kind.",
  ...message,
  example: { to: "email", because: "channel_down" },
});
export const messageReacted = defineEvent("message.reacted", { says: "A reaction was set, changed or taken back.", ...message });
export const messageEdited = defineEvent("message.edited", { says: "The contact changed its words.", ...message });
export const messageDeleted = defineEvent("message.deleted", { says: "The contact took it back.", ...message });
export const messageNoted = defineEvent<{ mentions: string[] }>("message.noted", {
  says: "A note for the team was written; `mentions` are ids of members.",
  ...message,
  example: { mentions: [id("5")] },
});
export const messageMediaChanged = defineEvent("message.media_changed", {
  says: "A file of it came, failed, was archived or brought back.",
  ...message,
});

const MARKS: Record<string, EventKind> = {
  queued: messageQueued,
  unconfirmed: messageUnconfirmed,
  sent: messageSent,
  delivered: messageDelivered,
  read: messageRead,
};

/** What the new status of a message is told as. */
export function tellMark(
  status: string,
  failureCode: string | null,
  about: { workspaceId: string; conversationId: string; subjectId: string },
): NewEvent {
  const mark = MARKS[status];
  return mark === undefined ? messageFailed({ ...about, detail: { code: failureCode } }) : mark(about);
}

const conversation = { subject: "conversation" };
type FromTo = { from: string | null; to: string | null };

/** `by` is the member who did it; null where no member did, absent in events of earlier versions. */
export type Assigned = FromTo & { by?: string | null };
export const conversationAssigned = defineEvent<Assigned>("conversation.assigned", {
  says: "Another member answers here; null is nobody. `by` is the member who did it, null where none did.",
  ...conversation,
  example: { from: null, to: id("5"), by: id("6") },
});
export const conversationQueued = defineEvent<FromTo>("conversation.queued", {
  says: "It went to another queue; null is none.",
  ...conversation,
  example: { from: null, to: id("6") },
});
export const conversationResolved = defineEvent("conversation.resolved", { says: "The matter is settled.", ...conversation });
export const conversationReopened = defineEvent("conversation.reopened", { says: "It is open again.", ...conversation });
export const conversationWaiting = defineEvent("conversation.waiting", { says: "It waits for the contact.", ...conversation });
export const conversationSnoozed = defineEvent<{ until: string }>("conversation.snoozed", {
  says: "It sleeps until a time, or until the contact writes.",
  ...conversation,
  example: { until: "2026-11-30T12:00:00.000Z" },
});
export const conversationWoken = defineEvent("conversation.woken", { says: "The time of its snooze has come.", ...conversation });
export const conversationPrioritised = defineEvent<{ from: string; to: string }>("conversation.prioritised", {
  says: "Its priority changed.",
  ...conversation,
  example: { from: "normal", to: "urgent" },
});
export const conversationLabelled = defineEvent<{ labelId: string }>("conversation.labelled", {
  says: "A label was put on.",
  ...conversation,
  example: { labelId: id("9") },
});
export const conversationUnlabelled = defineEvent<{ labelId: string }>("conversation.unlabelled", {
  says: "A label was taken off.",
  ...conversation,
  example: { labelId: id("9") },
});
export const conversationFollowed = defineEvent<{ memberId: string; follows: boolean }>("conversation.followed", {
  says: "A member follows it by hand, or no longer.",
  ...conversation,
  example: { memberId: id("5"), follows: true },
});
export const labelsChanged = defineEvent("label.changed", {
  says: "A label was made, changed or removed; conversations that have it show it so.",
  subject: "label",
});
export const conversationRenamed = defineEvent("conversation.renamed", { says: "Its subject changed.", ...conversation });
export const conversationRead = defineEvent("conversation.read", { says: "Somebody of the team saw everything in it.", ...conversation });
export const conversationUnread = defineEvent("conversation.unread", { says: "It was marked as unread again.", ...conversation });
export const conversationMoved = defineEvent("conversation.moved", {
  says: "It belongs to another contact, or messages of it do.",
  ...conversation,
});
export const conversationErased = defineEvent("conversation.erased", {
  says: "Its contact asked to be forgotten: it is gone with all that was said.",
  ...conversation,
});
export const conversationHandedOver = defineEvent("conversation.handed_over", {
  says: "Another system took the thread or gave it back; the subject is the note about it.",
  ...message,
});

export const sessionOpened = defineEvent<{ contactId: string; channelId: string; by: "contact" | "member" | "flow" }>("session.opened", {
  says: "A stretch of talk begins: after silence, or after the last one was settled.",
  subject: "session",
  example: { contactId: id("1"), channelId: id("2"), by: "contact" },
});

export const sessionClosed = defineEvent<{
  reason: "resolved" | "silence" | "timeout" | "merged";
  holder: string;
  holderId: string | null;
}>("session.closed", {
  says: "A stretch of talk is over; `holder` had the floor at its end.",
  socket: "session_ended",
  subject: "session",
  example: { reason: "resolved", holder: "person", holderId: id("5") },
});

/** Who has the floor: nobody, flow, ai, queue or person, and which one. */
type FloorName = { holder: string; id: string | null };
export const floorChanged = defineEvent<{ from: FloorName; to: FloorName; reason: string; entryRule?: string }>("floor.changed", {
  says: "Somebody else may speak in the session now. Where an entry rule says who begins, `entryRule` is its `ruleId`, or `otherwise`.",
  subject: "session",
  example: { from: { holder: "ai", id: id("8") }, to: { holder: "person", id: id("5") }, reason: "wrote" },
});
export const floorLoopStopped = defineEvent<{ because: "too_many_replies" | "same_text" }>("floor.loop_stopped", {
  says: "Automatic replies went round in circles: none is sent until a person acts.",
  subject: "session",
  example: { because: "same_text" },
});

const contact = { subject: "contact" };
export const contactChanged = defineEvent("contact.changed", { says: "A name or an attribute changed.", ...contact });
export const contactMerged = defineEvent<{ mergedId: string }>("contact.merged", {
  says: "Two contacts became one; the subject is the one that stays.",
  ...contact,
  example: { mergedId: id("7") },
});
export const contactMergeUndone = defineEvent<{ mergedId: string }>("contact.merge_undone", {
  says: "They are two again.",
  ...contact,
  example: { mergedId: id("7") },
});
export const contactConsentChanged = defineEvent<{ marketing: string }>("contact.consent_changed", {
  says: "The person said yes or no to advertising.",
  ...contact,
  example: { marketing: "withdrawn" },
});

export const contactErased = defineEvent("contact.erased", {
  says: "The person asked to be forgotten: nothing of them is kept any more.",
  ...contact,
});

export const companyChanged = defineEvent("company.changed", {
  says: "A company was made, changed or removed; its contacts show it so.",
  subject: "company",
});

export const viewsChanged = defineEvent("view.changed", {
  says: "A view that is shared was made, changed, removed or brought back.",
  subject: "view",
});

export const scheduledChanged = defineEvent("scheduled_message.changed", {
  says: "A message that leaves later was made, changed, cancelled, sent, refused, or is not needed any more.",
  subject: "scheduled message",
});
/** One for the whole file: a hundred thousand people are no hundred thousand pieces of news. */
export const contactsImported = defineEvent<{ made: number; changed: number; failed: number }>("contact.imported", {
  says: "A file of contacts was taken in, or taken back.",
  subject: "import",
  example: { made: 118, changed: 7, failed: 2 },
});
