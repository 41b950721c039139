// Made by `npm run generate` from the rights that the server's rooms declare; a test compares. Do not edit.

export type RightName =
  | "team.read"
  | "team.manage"
  | "workspace.manage"
  | "api_keys.manage"
  | "audit.read"
  | "dead_letters.read"
  | "dead_letters.replay"
  | "notices.manage"
  | "channels.read"
  | "channels.manage"
  | "conversations.read"
  | "conversations.reply"
  | "conversations.assign"
  | "contacts.read"
  | "contacts.write"
  | "labels.manage"
  | "views.share"
  | "desk.serve"
  | "desk.watch"
  | "desk.manage"
  | "playground.use";
