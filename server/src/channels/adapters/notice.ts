import type { ChannelEvent } from "./adapter.ts";
import { asRecord, asText, type Loose, storable } from "./tolerant.ts";

/** Groups are not conversations of a business yet: one line a group tells that it was there, and nothing of it is answered. */
export const groupIgnored = (group: string, account: string | null = null): ChannelEvent =>
  note("group_ignored", { chat: asText(group) ?? "" }, account);

/** What is kept for people to look at and moves nothing. `account` where the webhook names one. */
export const note = (kind: string, body: Loose, account: string | null = null): ChannelEvent => ({
  type: "notice",
  account,
  at: null,
  notice: { kind, body: asRecord(storable(body)) },
});
