/** Thousandths of a unit out of what somebody typed, with a comma or a point; null where it is no such number. Pure. */
export const readQuantity = (typed: string): number | null => scaled(typed, 3);
/** Ten-thousandths of the currency. */
export const readPrice = (typed: string): number | null => scaled(typed, 4);
/** Cents. */
export const readCents = (typed: string): number | null => scaled(typed, 2);

function scaled(typed: string, digits: number): number | null {
  const match = /^(-?)(\d{1,9})(?:[.,](\d+))?$/.exec(typed.trim());
  if (match === null) return null;
  const [, sign, whole = "0", rest = ""] = match;
  if (rest.length > digits) return null;
  const value = Number(whole) * 10 ** digits + Number(rest.padEnd(digits, "0"));
  return sign === "-" ? -value : value;
}

export const showQuantity = (language: string, thousandths: number): string => (thousandths / 1000).toLocaleString(language);
export const showCents = (language: string, cents: number): string =>
  (cents / 100).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const showPrice = (language: string, price: number): string =>
  (price / 10_000).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
/** As somebody would type it: nothing between thousands. */
export const typedQuantity = (language: string, thousandths: number): string =>
  (thousandths / 1000).toLocaleString(language, { useGrouping: false, maximumFractionDigits: 3 });
