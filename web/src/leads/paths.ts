import type { Target } from "../shell/room.ts";

/** What the address of the leads holds: the board of everybody's, unless it says otherwise. */
export interface LeadsSearch {
  view?: "list" | "people" | "goals" | "insights";
  pipeline?: string;
  q?: string;
  mine?: true;
  stale?: true;
  /** How far insights look back. */
  days?: number;
  /** The deal that is open beside the board. */
  deal?: string;
}

export const toLeads = (search: LeadsSearch = {}): Target => ({ to: "/leads", search });

export const toQualification = (): Target => ({ to: "/settings/lead-qualification" });

export const toCalibration = (): Target => ({ to: "/settings/lead-calibration" });

/** Tolerant: what nobody knows is left out. */
export const readLeadsSearch = (raw: Record<string, unknown>): LeadsSearch => ({
  ...(isView(raw["view"]) ? { view: raw["view"] } : {}),
  ...(isText(raw["pipeline"]) ? { pipeline: raw["pipeline"] } : {}),
  ...(isText(raw["q"]) ? { q: raw["q"].slice(0, 200) } : {}),
  ...(raw["mine"] === true ? { mine: true } : {}),
  ...(raw["stale"] === true ? { stale: true } : {}),
  ...(isDays(raw["days"]) ? { days: raw["days"] } : {}),
  ...(isText(raw["deal"]) ? { deal: raw["deal"] } : {}),
});

const VIEWS = ["list", "people", "goals", "insights"] as const;
const isView = (value: unknown): value is (typeof VIEWS)[number] => VIEWS.some((view) => view === value);
const isDays = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 365;
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
