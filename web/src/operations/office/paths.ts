import type { Target } from "../../shell/room.ts";

/** What the office keeps besides assets and orders; each a page. */
export const OFFICE_PARTS = ["sites", "suppliers", "contractors", "technicians", "purchase-limits", "preventive-plans"] as const;
export type OfficePart = (typeof OFFICE_PARTS)[number];

export const toOffice = (part: OfficePart): Target => ({ to: `/${part}` });

/** What the address of suppliers and contractors holds. */
export interface FirmsSearch {
  q?: string;
  archived?: true;
}

/** Tolerant: what nobody knows is left out. */
export const readFirmsSearch = (raw: Record<string, unknown>): FirmsSearch => ({
  ...(typeof raw["q"] === "string" && raw["q"] !== "" ? { q: raw["q"].slice(0, 200) } : {}),
  ...(raw["archived"] === true ? { archived: true } : {}),
});
