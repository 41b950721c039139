import { defineError } from "../../platform/index.ts";

/** Where else so much of it is free. */
export interface Elsewhere {
  siteId: string;
  site: string;
  /** Thousandths. */
  free: number;
}

interface Short extends Record<string, unknown> {
  part: string;
  site: string;
  /** Thousandths of the unit. */
  wanted: number;
  free: number;
  elsewhere: Elsewhere[];
  /** What would help: a transfer from the first site of the list, or a purchase. */
  suggestion: "transfer" | "purchase";
}

const amount = (thousandths: number) => String(Number(thousandths) / 1000);

export const stockShort = defineError<Short>("operations.stock_short", 409, ({ part, site, wanted, free, elsewhere, suggestion }) =>
  [
    `There is not so much of ${part} at ${site}: ${amount(wanted)} wanted, ${amount(free)} free.`,
    suggestion === "transfer" && elsewhere[0] !== undefined
      ? `${elsewhere[0].site} has ${amount(elsewhere[0].free)}: transfer it from there.`
      : "No other site has enough of it: request a purchase.",
  ].join(" "),
);
export const orderHasNoSite = defineError(
  "operations.order_has_no_site",
  409,
  "The work order has no site, so nobody knows from where the part is taken. Name a site.",
);
export const notTaken = defineError<{ part: string; taken: number }>(
  "operations.not_taken",
  409,
  ({ part, taken }) => `Of ${part}, ${amount(taken)} were taken for this order. No more than that comes back.`,
);
export const notReserved = defineError<{ part: string; reserved: number }>(
  "operations.not_reserved",
  409,
  ({ part, reserved }) => `Of ${part}, ${amount(reserved)} are reserved for this order there. No more than that is freed.`,
);
export const transferEnded = defineError<{ state: string }>(
  "operations.transfer_ended",
  409,
  ({ state }) => `This transfer is ${state} already.`,
);
export const countEnded = defineError<{ state: string }>("operations.count_ended", 409, ({ state }) => `This count is ${state} already.`);
export const countOpen = defineError<{ countId: string }>(
  "operations.count_open",
  409,
  "This site is being counted already. Go on with that count, or cancel it.",
);
export const siteHasStock = defineError(
  "operations.site_has_stock",
  409,
  "Parts lie at this site, or are on their way to it. Transfer them first.",
);
export const partHasStock = defineError(
  "operations.part_has_stock",
  409,
  "Some of this part still lies at a site. Take it out or adjust it first.",
);
