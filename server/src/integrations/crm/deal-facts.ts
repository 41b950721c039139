/** What is the same on both sides of a deal that is in step. */
export interface Facts {
  title: string;
  /** In hundredths of `currency`, which is empty where a CRM has none. */
  value: { cents: number; currency: string };
  /** `won`, `lost`, or the id of their open stage; null: it stands where they have no stage for. */
  place: string | null;
}

export const FIELDS = ["title", "value", "place"] as const;
export type Field = (typeof FIELDS)[number];

/** A deal of theirs in our words. */
export interface TheirDeal {
  id: string;
  facts: Facts;
  lostReason: string | null;
  updatedAt: Date | null;
  /** When it last went from one open stage to another, and when it was closed; null: they do not say. */
  stagedAt: Date | null;
  closedAt: Date | null;
}
