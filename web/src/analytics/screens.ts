import type { ScreenId } from "./paths.ts";

/** A part of a screen: which figures, and how they are drawn. What somebody may not read is left out. */
export type Part =
  | { kind: "live" }
  | { kind: "month" }
  | { kind: "tiles"; figures: string[] }
  | { kind: "bars"; figure: string; by?: string }
  | { kind: "lines"; figures: string[] }
  | { kind: "week"; figure: string }
  | { kind: "split"; figure: string; by: string }
  | { kind: "table"; by: string; figures: string[] };

const FIRST_REPLY = ["sessions.first_reply_p90", "sessions.first_reply_mean", "sessions.first_reply_median"];
const WAIT = ["tickets.wait_p90", "tickets.wait_mean", "tickets.wait_median"];
const SERVICE = [
  "tickets.finished",
  "tickets.wait_median",
  "tickets.handling_median",
  "tickets.first_response_kept",
  "tickets.resolution_kept",
  "tickets.first_contact_resolution",
  "tickets.score_mean",
];

/** Every screen of numbers, from above. */
export const PARTS: Record<Exclude<ScreenId, "reports">, Part[]> = {
  overview: [
    { kind: "live" },
    {
      kind: "tiles",
      figures: [
        "sessions.opened",
        "sessions.first_reply_median",
        "sessions.resolution_median",
        "tickets.first_response_kept",
        "sessions.without_person",
        "tickets.score_mean",
      ],
    },
    { kind: "bars", figure: "sessions.opened", by: "channel" },
    { kind: "lines", figures: FIRST_REPLY },
    { kind: "week", figure: "sessions.opened" },
    { kind: "split", figure: "sessions.closed", by: "answered_by" },
    { kind: "split", figure: "sessions.opened", by: "label" },
    {
      kind: "table",
      by: "agent",
      figures: [
        "tickets.finished",
        "tickets.wait_median",
        "tickets.first_response_kept",
        "tickets.score_mean",
        "tickets.first_contact_resolution",
      ],
    },
    { kind: "split", figure: "tickets.rated", by: "score" },
  ],
  conversations: [
    {
      kind: "tiles",
      figures: [
        "sessions.opened",
        "sessions.conversations",
        "sessions.contacts",
        "sessions.closed",
        "sessions.reopened",
        "sessions.without_person",
      ],
    },
    { kind: "bars", figure: "sessions.opened" },
    { kind: "lines", figures: ["sessions.resolution_p90", "sessions.resolution_mean", "sessions.resolution_median"] },
    { kind: "bars", figure: "messages.sent", by: "author" },
    { kind: "bars", figure: "messages.received", by: "channel" },
    { kind: "split", figure: "messages.sent", by: "author" },
    { kind: "split", figure: "sessions.opened", by: "label" },
  ],
  channels: [
    { kind: "tiles", figures: ["messages.received", "messages.sent", "messages.failed"] },
    { kind: "bars", figure: "messages.sent", by: "channel" },
    {
      kind: "table",
      by: "channel",
      figures: [
        "sessions.opened",
        "messages.received",
        "messages.sent",
        "messages.failed",
        "sessions.first_reply_median",
        "leads.qualified",
      ],
    },
    { kind: "bars", figure: "messages.failed" },
  ],
  team: [
    {
      kind: "tiles",
      figures: [
        "tickets.finished",
        "tickets.handling_median",
        "tickets.first_contact_resolution",
        "tickets.score_mean",
        "tickets.satisfied",
      ],
    },
    { kind: "table", by: "agent", figures: SERVICE },
    { kind: "table", by: "team", figures: SERVICE },
    { kind: "bars", figure: "tickets.finished", by: "agent" },
    { kind: "lines", figures: ["tickets.handling_p90", "tickets.handling_mean", "tickets.handling_median"] },
  ],
  queues: [
    { kind: "live" },
    {
      kind: "tiles",
      figures: [
        "tickets.opened",
        "tickets.wait_median",
        "tickets.first_response_kept",
        "tickets.resolution_kept",
        "tickets.abandoned_share",
      ],
    },
    { kind: "table", by: "queue", figures: ["tickets.opened", ...SERVICE, "tickets.abandoned_share"] },
    { kind: "bars", figure: "tickets.opened", by: "queue" },
    { kind: "lines", figures: WAIT },
    { kind: "week", figure: "tickets.opened" },
  ],
  ai: [
    {
      kind: "tiles",
      figures: ["sessions.without_person", "ai.turns", "ai.answered_share", "ai.handed_over", "flows.started", "flows.completed"],
    },
    { kind: "bars", figure: "ai.turns", by: "did" },
    { kind: "split", figure: "sessions.closed", by: "answered_by" },
    { kind: "table", by: "agent", figures: ["ai.turns", "ai.answered_share", "ai.handed_over"] },
    { kind: "bars", figure: "flows.started", by: "ending" },
    { kind: "table", by: "flow", figures: ["flows.started", "flows.completed"] },
  ],
  leads: [
    {
      kind: "tiles",
      figures: ["leads.qualified", "leads.hot_share", "leads.points_mean", "deals.won", "deals.win_rate", "deals.won_cents"],
    },
    { kind: "bars", figure: "leads.qualified", by: "class" },
    { kind: "bars", figure: "deals.won_cents" },
    { kind: "split", figure: "leads.qualified", by: "channel" },
    { kind: "split", figure: "deals.lost", by: "reason" },
    { kind: "table", by: "owner", figures: ["deals.won", "deals.lost", "deals.win_rate", "deals.won_cents"] },
  ],
  field: [
    {
      kind: "tiles",
      figures: ["orders.opened", "orders.done", "orders.on_time", "orders.repair_median", "orders.backlog", "stock.at_risk"],
    },
    { kind: "bars", figure: "orders.done", by: "priority" },
    { kind: "lines", figures: ["orders.repair_mean", "orders.repair_median"] },
    { kind: "lines", figures: ["orders.between_failures_mean"] },
    { kind: "table", by: "technician", figures: ["orders.done", "orders.on_time", "orders.repair_median", "orders.cost_cents"] },
    { kind: "table", by: "contractor", figures: ["orders.done", "orders.on_time", "orders.repair_median", "orders.cost_cents"] },
    {
      kind: "table",
      by: "asset",
      figures: ["orders.opened", "orders.repair_mean", "orders.between_failures_mean", "orders.cost_cents", "assets.ownership_cents"],
    },
    { kind: "split", figure: "orders.opened", by: "site" },
    { kind: "split", figure: "orders.cost_cents", by: "site" },
    { kind: "split", figure: "stock.at_risk", by: "site" },
  ],
  spend: [
    { kind: "month" },
    {
      kind: "tiles",
      figures: ["messages.spend", "ai.spend", "transcription.spend", "transcription.seconds", "messages.unpriced", "ai.unpriced"],
    },
    { kind: "bars", figure: "messages.spend", by: "channel" },
    { kind: "split", figure: "messages.spend", by: "category" },
    { kind: "bars", figure: "ai.spend", by: "model" },
    { kind: "split", figure: "messages.spend", by: "author" },
    { kind: "bars", figure: "transcription.spend", by: "model" },
    { kind: "split", figure: "ai.spend", by: "purpose" },
    { kind: "tiles", figures: ["purchases.spend_cents", "purchases.requested", "purchases.time_to_order"] },
    { kind: "bars", figure: "purchases.spend_cents", by: "supplier" },
    { kind: "split", figure: "purchases.spend_cents", by: "site" },
    { kind: "split", figure: "purchases.spend_cents", by: "asset" },
    { kind: "split", figure: "purchases.spend_cents", by: "technician" },
    { kind: "split", figure: "purchases.spend_cents", by: "contractor" },
  ],
};
