import type { Scope } from "../queries.ts";

/** What a key can be given, what reads before what changes. The record is why none that the server knows is missing. */
const KNOWN: Readonly<Record<Scope, true>> = {
  "conversations.read": true,
  "conversations.reply": true,
  "conversations.assign": true,
  "contacts.read": true,
  "contacts.write": true,
  "contacts.import": true,
  "contacts.export": true,
  "companies.remove": true,
  "tasks.read": true,
  "tasks.write": true,
  "tasks.manage": true,
  "channels.read": true,
  "channels.manage": true,
  "desk.serve": true,
  "desk.watch": true,
  "labels.manage": true,
  "views.share": true,
  "canned_replies.manage": true,
  "contact_fields.manage": true,
  "segments.manage": true,
  "notices.manage": true,
  "team.read": true,
  "audit.read": true,
  "dead_letters.read": true,
  "dead_letters.replay": true,
  "playground.use": true,
};
export const SCOPES = Object.keys(KNOWN) as Scope[]; // the keys of the record are scopes
