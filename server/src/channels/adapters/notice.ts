import type { ChannelEvent } from "./adapter.ts";
import { asRecord, type Loose, storable } from "./tolerant.ts";

/** What is kept for people to look at and moves nothing. `account` where the webhook names one. */
export const note = (kind: string, body: Loose, account: string | null = null): ChannelEvent => ({
  type: "notice",
  account,
  at: null,
  notice: { kind, body: asRecord(storable(body)) },
});
