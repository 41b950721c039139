import type { ChannelEvent, Notice } from "../adapter.ts";
import { asNumber, asRecord, asText, asTime, compact, type Loose, storable } from "../tolerant.ts";

/** Where in a webhook an element stands. */
export interface Where {
  account: string | null;
  entryTime: Date | null;
  field: string;
}

export function parseTemplateUpdate(value: Loose, where: Where): ChannelEvent[] {
  const [name, language] = [asText(value["message_template_name"]), asText(value["message_template_language"])];
  const notice = asNotice(where, value);
  if (name === undefined || language === undefined) return [{ type: "notice", account: null, at: where.entryTime, notice }];
  const rejection = asRecord(value["rejection_info"]);
  const reason = asText(rejection["reason"]) ?? asText(value["reason"]);
  return [
    {
      type: "template_update",
      account: where.account,
      at: where.entryTime,
      name,
      language,
      notice,
      ...compact({
        status: where.field === "message_template_status_update" ? templateStatus(asText(value["event"])) : undefined,
        reason: reason === "NONE" ? undefined : reason,
        // `correct_category` announces a change that has not happened yet; `previous_category` says that it has.
        category: value["previous_category"] === undefined ? undefined : asText(value["new_category"]),
        quality: asText(value["new_quality_score"]),
      }),
    },
  ];
}

const templateStatus = (event: string | undefined) => (event === "REINSTATED" || event === "UNPAUSE" ? "APPROVED" : event);

export function parseAccountUpdate(value: Loose, where: Where): ChannelEvent[] {
  const event = asText(value["event"]);
  const banned = asText(asRecord(value["ban_info"])["waba_ban_state"]) === "DISABLE";
  const stopped = banned || ["PARTNER_REMOVED", "ACCOUNT_OFFBOARDED", "ACCOUNT_DELETED"].includes(event ?? "");
  const restored = asText(asRecord(value["ban_info"])["waba_ban_state"]) === "REINSTATE" || event === "ACCOUNT_RECONNECTED";
  const upgraded = event === "THROUGHPUT_UPGRADE";
  const limit = asNumber(value["max_daily_conversations_per_business"]) ?? asText(value["max_daily_conversations_per_business"]);
  return [
    {
      type: "account_update",
      account: where.account,
      at: where.entryTime,
      health: stopped ? "stopped" : restored ? "ok" : "unchanged",
      notice: asNotice(where, value),
      ...compact({ throughputPerSecond: upgraded ? 1000 : undefined, messagingLimit: limit === undefined ? undefined : String(limit) }),
    },
  ];
}

/** What is no message and no status is kept with its channel, as it came. */
export function note(where: Where, kind: string, body: Loose): ChannelEvent {
  return {
    type: "notice",
    account: where.account,
    at: asTime(body["timestamp"]) ?? where.entryTime,
    notice: { kind: kind.slice(0, 120), body: asRecord(storable(body)) },
  };
}

function asNotice(where: Where, value: Loose): Notice {
  return { kind: where.field, body: asRecord(storable({ ...value, entry_time: where.entryTime?.toISOString() })) };
}
