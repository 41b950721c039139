import type { Target } from "../shell/room.ts";

/** What the address of the leads holds: the board of everybody's, unless it says otherwise. */
export interface LeadsSearch {
  view?: "list" | "people" | "goals";
  pipeline?: string;
  q?: string;
  mine?: true;
  stale?: true;
  /** The deal that is open beside the board. */
  deal?: string;
}

export const toLeads = (search: LeadsSearch = {}): Target => ({ to: "/leads", search });

export const toQualification = (): Target => ({ to: "/settings/lead-qualification" });

export const toCalibration = (): Target => ({ to: "/settings/lead-calibration" });

/** Tolerant: what nobody knows is left out. */
export const readLeadsSearch = (raw: Record<string, unknown>): LeadsSearch => ({
  ...(raw["view"] === "list" || raw["view"] === "people" || raw["view"] === "goals" ? { view: raw["view"] } : {}),
  ...(isText(raw["pipeline"]) ? { pipeline: raw["pipeline"] } : {}),
  ...(isText(raw["q"]) ? { q: raw["q"].slice(0, 200) } : {}),
  ...(raw["mine"] === true ? { mine: true } : {}),
  ...(raw["stale"] === true ? { stale: true } : {}),
  ...(isText(raw["deal"]) ? { deal: raw["deal"] } : {}),
});

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
