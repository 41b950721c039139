/** How the next agent of a queue is chosen. `pull`: nobody is; agents take. */
export const MODES = ["round_robin", "least_busy", "skill", "pull"] as const;
export const TICKET_STATES = ["waiting", "in_service", "finished", "abandoned", "transferred"] as const;
/** `busy`: there, and gets nothing new. */
export const AGENT_STATES = ["online", "busy", "away", "offline"] as const;
/** Why a ticket ended. */
export const ENDINGS = ["resolved", "silence", "timeout", "abandoned", "transferred", "handed_back", "merged"] as const;
/** What is promised to a contact. */
export const PROMISES = ["first_response", "resolution"] as const;

export type Mode = (typeof MODES)[number];
export type TicketState = (typeof TICKET_STATES)[number];
export type AgentState = (typeof AGENT_STATES)[number];
export type Ending = (typeof ENDINGS)[number];
export type Promised = (typeof PROMISES)[number];
/** Occasions on which the contact is told something. */
export type TextKind = "greeting" | "out_of_hours" | "position" | "assigned" | "abandoned" | "rating";
