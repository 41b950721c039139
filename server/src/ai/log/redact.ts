/** Telephones, mail addresses, papers' and cards' numbers: with the first and last signs, so that two stay two. */
const MASKED: readonly RegExp[] = [
  /[\w.+-]+@[\w-]+\.[\w.]+/g,
  /\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b/g,
  /\b[\dA-Z]{2}\.?[\dA-Z]{3}\.?[\dA-Z]{3}\/[\dA-Z]{4}-?\d{2}\b/g,
  /\b(?:\d[ -]?){13,19}\b/g,
  /\+?\d[\d\s().-]{7,}\d/g,
];

/** Pure. */
export const redact = (text: string): string => MASKED.reduce((masked, pattern) => masked.replaceAll(pattern, mask), text);

const mask = (found: string): string => `${found.slice(0, 2)}••••${found.slice(-2)}`;
