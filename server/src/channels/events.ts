import { defineEvent } from "../platform/index.ts";

/** What happens to accounts; `subjectId` is the channel's id. */
const subject = "channel";

export const channelNoticed = defineEvent<{ notice: string }>("channel.noticed", {
  says: "The provider said something about the account or one of its templates.",
  subject,
  example: { notice: "account_update" },
});
export const channelOnline = defineEvent("channel.online", { says: "The account answers again after checks that failed.", subject });
export const channelOffline = defineEvent<{ advice: string }>("channel.offline", {
  says: "Three checks in a row failed.",
  subject,
  example: { advice: "token_expired" },
});
export const channelStopped = defineEvent<{ code: string }>("channel.stopped", {
  says: "A send showed that the account cannot send: what waits is kept.",
  subject,
  example: { code: "account_blocked" },
});
export const breakerOpened = defineEvent("channel.breaker_opened", { says: "Five sends in a row failed: sending pauses.", subject });
export const breakerClosed = defineEvent("channel.breaker_closed", { says: "A send or a check worked: sending goes on.", subject });
export const fallbackBegan = defineEvent<{ because: "down" | "failing" }>("channel.fallback_began", {
  says: "Messages of the channel go another way from now on.",
  subject,
  example: { because: "down" },
});
export const fallbackEnded = defineEvent("channel.fallback_ended", { says: "Messages leave over the channel itself again.", subject });
export const channelReconciled = defineEvent<{ missing: number; recovered: number }>("channel.reconciled", {
  says: "The last day was compared with what the provider says; counts are messages.",
  subject,
  example: { missing: 1, recovered: 1 },
});
