import type { Words } from "../../../../rules/words.ts";
import type { Tx } from "../../platform/index.ts";

/** A part of a figure: all of it, or what lies under one key of a dimension. */
interface PartOfFigure {
  figureId: string;
  of?: { by: string; key: string };
}

/** Something that money is spent on, declared by the room that has the rows. Budgets are held against it. */
export interface SpendKind {
  /** Stored with budgets: it never changes. */
  id: string;
  label: Words;
  /** A sum in `micros`. */
  spent: PartOfFigure;
  /** A count of rows that nobody knows the price of: they are in no sum. Left out where there are none. */
  unpriced?: PartOfFigure;
  /** Where its budget is kept by the room itself, which stops at it and tells of it; left out where it is kept with the others. */
  ownBudget?: { path: string; readCents(tx: Tx): Promise<number | null> };
}

export interface SpendKindOffer {
  offer: "spend_kind";
  spendKind: SpendKind;
}

/** A room's offer of something that money is spent on. */
export const spendKind = (one: SpendKind): SpendKindOffer => ({ offer: "spend_kind", spendKind: one });
