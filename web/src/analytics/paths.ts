import type { FilterParameter } from "../inbox/find/read-parameter.ts";
import type { Target } from "../shell/room.ts";

/** Parts of the page, in the order of its tabs. */
export const SCREENS = ["overview", "conversations", "channels", "team", "queues", "ai", "leads", "field", "spend", "reports"] as const;
export type ScreenId = (typeof SCREENS)[number];

export const PERIODS = ["today", "7d", "30d", "90d", "12m", "own"] as const;
export const STEPS = ["day", "week", "month"] as const;
export type Step = (typeof STEPS)[number];

/** What the address of the figures holds: the last thirty days beside the thirty before, unless it says otherwise. */
export interface AnalyticsSearch {
  screen?: ScreenId;
  period?: (typeof PERIODS)[number];
  /** Of the period `own`. */
  from?: string;
  to?: string;
  compare?: "year" | "none";
  /** As the length of the period suggests, where it is not said. */
  step?: Step;
  filter?: FilterParameter;
  /** The number whose records are shown: `sessions.opened`, and which of it. */
  show?: string;
  at?: string;
  by?: string;
  key?: string;
}

export const toAnalytics = (search: AnalyticsSearch = {}): Target => ({ to: "/analytics", search });

/** Tolerant: what nobody knows is left out. */
export const readAnalyticsSearch = (raw: Record<string, unknown>): AnalyticsSearch => ({
  ...oneOf(SCREENS, "screen", raw),
  ...oneOf(PERIODS, "period", raw),
  ...day("from", raw),
  ...day("to", raw),
  ...oneOf(["year", "none"] as const, "compare", raw),
  ...oneOf(STEPS, "step", raw),
  ...(isFilter(raw["filter"]) ? { filter: raw["filter"] } : {}),
  ...text("show", raw),
  ...text("at", raw),
  ...text("by", raw),
  // An empty key is "of those that have none"; a number in an address is read as one.
  ...(typeof raw["key"] === "string" || typeof raw["key"] === "number" ? { key: String(raw["key"]) } : {}),
});

function oneOf<Word extends string, Name extends string>(words: readonly Word[], name: Name, raw: Record<string, unknown>) {
  const known = words.find((one) => one === raw[name]);
  return (known === undefined ? {} : { [name]: known }) as { [Key in Name]?: Word };
}

const text = <Name extends string>(name: Name, raw: Record<string, unknown>) =>
  (typeof raw[name] === "string" && raw[name] !== "" ? { [name]: raw[name].slice(0, 200) } : {}) as { [Key in Name]?: string };

const day = <Name extends string>(name: Name, raw: Record<string, unknown>) => {
  const { [name]: value } = text(name, raw);
  return (value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? { [name]: value } : {}) as {
    [Key in Name]?: string;
  };
};

const isFilter = (value: unknown): value is FilterParameter =>
  (typeof value === "object" && value !== null) || (typeof value === "string" && value !== "");
