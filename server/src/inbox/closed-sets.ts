/** Words of which there are no others: the database checks them, and whoever reads our API may count on it. */
export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export const LIFECYCLES = ["lead", "qualified", "customer", "inactive"] as const;
/** How warm a qualification found somebody. */
export const LEAD_CLASSES = ["hot", "warm", "cold", "very_cold"] as const;
export const CONSENTS = ["unknown", "given", "withdrawn"] as const;
export const DIRECTIONS = ["in", "out"] as const;
export const AUTHOR_KINDS = ["contact", "member", "flow", "ai", "automation", "campaign", "system", "api", "echo"] as const;
/** Of what came in there is one; the others are the way of what leaves. */
export const MESSAGE_STATUSES = ["received", "queued", "unconfirmed", "sent", "delivered", "read", "failed", "withdrawn"] as const;
export const ATTACHMENT_KINDS = ["image", "video", "audio", "voice", "document", "sticker"] as const;
/** `tiered`: in cold storage, to be recalled first. */
export const ATTACHMENT_STATES = ["pending", "stored", "tiered", "failed"] as const;

/** Of the words of a voice message. `needs_review`: it may well be wrong; `refused`: there is nothing that could be written down. */
export const TRANSCRIPT_STATES = ["pending", "ready", "needs_review", "failed", "refused"] as const;

export type Priority = (typeof PRIORITIES)[number];
export type Lifecycle = (typeof LIFECYCLES)[number];
export type LeadClass = (typeof LEAD_CLASSES)[number];
export type Consent = (typeof CONSENTS)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type AuthorKind = (typeof AUTHOR_KINDS)[number];
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];
