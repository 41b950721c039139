/** Calling code of a country, and how many digits its numbers have without it. @source ITU-T E.164 national numbering plans */
const HOME: Record<string, { code: string; lengths: readonly number[] }> = {
  BR: { code: "55", lengths: [10, 11] },
  PT: { code: "351", lengths: [9] },
  ES: { code: "34", lengths: [9] },
  AR: { code: "54", lengths: [10] },
  CL: { code: "56", lengths: [9] },
  CO: { code: "57", lengths: [10] },
  MX: { code: "52", lengths: [10] },
  PE: { code: "51", lengths: [9] },
  UY: { code: "598", lengths: [8] },
  US: { code: "1", lengths: [10] },
};

/**
 * A phone as sheets of a country have it, with the country's code where it was left out: `(92) 98700-0001` in Brazil. What begins with `+` or
 * `00`, or is as long as a whole number, stays; so does everything where we do not know the country. Pure.
 * @param country ISO 3166 code of the workspace
 */
export function withHomeCode(written: string, country: string): string {
  const home = HOME[country];
  if (home === undefined || /^\s*(\+|00)/.test(written)) return written;
  const digits = written.replaceAll(/\D/g, "").replace(/^0+/, "");
  return home.lengths.includes(digits.length) && /^[\d\s().-]+$/.test(written.trim()) ? `+${home.code}${digits}` : written;
}
