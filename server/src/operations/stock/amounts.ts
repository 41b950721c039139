import { Type } from "typebox";

/** The most that one line moves: a million units. With the dearest unit cost its value is still a whole number of JavaScript in cents. */
export const MOST_QUANTITY = 1_000_000_000;
/** The dearest unit: ten millions of the currency. */
const MOST_UNIT_COST = 100_000_000_000;

export const Quantity = Type.Integer({
  minimum: 1,
  maximum: MOST_QUANTITY,
  description: "Thousandths of the part's unit: 1500 is one and a half.",
});
export const UnitCost = Type.Integer({
  minimum: 0,
  maximum: MOST_UNIT_COST,
  description: "Ten-thousandths of the currency a unit: 12500 is 1.25.",
});

/**
 * What so much of something costs, in cents, rounded half up, exact for any amount that the schemas let in. Pure.
 * @param quantity thousandths of the unit
 * @param unitCost ten-thousandths of the currency
 */
export function costInCents(quantity: number, unitCost: number): number {
  return Number((BigInt(quantity) * BigInt(unitCost) + VALUES_A_CENT / 2n) / VALUES_A_CENT);
}

/** A value is quantity by unit cost: ten-millionths of the currency. */
const VALUES_A_CENT = 100_000n;
