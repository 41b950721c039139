/** As the database has them. */
export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const ORDER_STATES = ["open", "offered", "accepted", "on_the_way", "in_progress", "paused", "done", "closed", "cancelled"] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** By which way the report of an order came. */
export const ORIGINS = ["web", "whatsapp_bot", "qr_code", "voice", "api", "plan"] as const;
export type Origin = (typeof ORIGINS)[number];

export const ORDER_KINDS = ["corrective", "preventive", "installation", "inspection"] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export const FILE_KINDS = ["photo", "video", "audio", "document", "signature"] as const;

/** What a technician does by a button: as moves, but a name of a tap has no hyphen. */
export const BUTTONS = ["accept", "decline", "depart", "check_in", "pause", "resume", "check_out"] as const;
export type Button = (typeof BUTTONS)[number];
