// The second door of this room: what needs no package and touches nothing outside. Code that is itself pure imports it, so that whoever
// only wants to read a webhook or check a signature does not load the HTTP server, the database and 1,400 other modules.
export { defineError } from "./errors.ts";
export { AddressRefused, AnswerTooLarge } from "./http/refusals.ts";
export { sameSecret } from "./secrets.ts";
export type { SideAnswer } from "./side-answer.ts";
