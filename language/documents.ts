import { writtenOrSpoken } from "./spoken.ts";
import type { Found } from "./types.ts";
import { MOST_CHARACTERS } from "./words.ts";

/** Portuguese tax number: nine digits with a right first digit and check digit. Null when there is none, or a wrong one. */
export const readNif = (text: string): Found<string> | null => firstThat(text, DIGITS_APART(9), isNif);

/** Brazilian tax number of a person: eleven digits, not all equal, with right check digits. */
export const readCpf = (text: string): Found<string> | null => firstThat(text, DIGITS_APART(11), isCpf);

/** Brazilian tax number of a company, with letters too: capitals, without punctuation. Source: Receita Federal, IN 2.229/2024. */
export const readCnpj = (text: string): Found<string> | null => firstThat(text, CNPJ, isCnpj);

/** Portuguese postal code, `0000-000`. */
export function readPostalPt(text: string): Found<string> | null {
  const found = firstThat(text, POSTAL_PT, (digits) => digits[0] !== "0");
  return found && { ...found, value: `${found.value.slice(0, 4)}-${found.value.slice(4)}` };
}

/** Brazilian postal code, `00000-000`. */
export function readCep(text: string): Found<string> | null {
  const found = firstThat(text, CEP, (digits) => !/^(\d)\1*$/.test(digits));
  return found && { ...found, value: `${found.value.slice(0, 5)}-${found.value.slice(5)}` };
}

/** So many digits with at most two signs between neighbours, and no further digit beside them. */
const DIGITS_APART = (count: number) =>
  new RegExp(`(?<![\\d+])(?<!\\d[.,-])\\d(?:[ .\\-/]{0,2}\\d){${count - 1}}(?!\\d)(?![.\\-/]\\d)`, "g");
const CNPJ = /(?<![\p{L}\d])[\dA-Za-z](?:[ .\-/]{0,2}[\dA-Za-z]){11}[ .\-/]{0,2}\d[ .\-/]{0,2}\d(?![\p{L}\d])/gu;
const POSTAL_PT = /(?<![\d+])(?<!\d[.,-])\d{4}\s{0,2}[-–.]?\s{0,2}\d{3}(?!\d)(?![.,-]\d)/g;
const CEP = /(?<![\d+])(?<!\d[.,-])\d{2}\.?\d{3}\s{0,2}[-–.]?\s{0,2}\d{3}(?!\d)(?![.,-]\d)/g;

/** As it was written, else as it was said in words. */
function firstThat(text: string, pattern: RegExp, isRight: (value: string) => boolean): Found<string> | null {
  return writtenOrSpoken(text, "pt-BR", (written) => firstWritten(written, pattern, isRight));
}

function firstWritten(text: string, pattern: RegExp, isRight: (value: string) => boolean): Found<string> | null {
  for (const match of text.slice(0, MOST_CHARACTERS).matchAll(pattern)) {
    const value = match[0].replaceAll(/[^\dA-Za-z]/g, "").toUpperCase();
    // Figures behind "+351" are a telephone number.
    const isPhone = /\+\d[\d .-]{0,4}$/.test(text.slice(Math.max(0, match.index - 6), match.index));
    if (!isPhone && isRight(value)) return { value, span: { from: match.index, to: match.index + match[0].length } };
  }
  return null;
}

/** Beginnings that the tax office gives. Source: Portaria 862/2008 and the Registo Nacional de Pessoas Coletivas. */
const NIF_BEGINNINGS = /^(?:[125689]|3|45|7[01245789])/;

/** Whether nine digits are a tax number of Portugal. Source: Decreto-Lei 14/2013, article 4 (the ninth is a check digit, modulus 11). */
export function isNif(digits: string): boolean {
  if (!/^\d{9}$/.test(digits) || !NIF_BEGINNINGS.test(digits)) return false;
  return checkDigit(digits.slice(0, 8), [9, 8, 7, 6, 5, 4, 3, 2]) === digits[8];
}

/** Whether eleven digits are a tax number of a person in Brazil. Source: Receita Federal, IN RFB 1.548/2015. */
export function isCpf(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const first = checkDigit(digits.slice(0, 9), [10, 9, 8, 7, 6, 5, 4, 3, 2]);
  return digits.endsWith(first + checkDigit(digits.slice(0, 9) + first, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
}

/** Whether fourteen capitals and digits are a tax number of a company in Brazil. Source: Receita Federal, IN RFB 2.229/2024, annex on check digits. */
export function isCnpj(value: string): boolean {
  if (!/^[\dA-Z]{12}\d{2}$/.test(value) || /^(.)\1*$/.test(value)) return false;
  const first = checkDigit(value.slice(0, 12), [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  return value.endsWith(first + checkDigit(value.slice(0, 12) + first, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
}

/** Modulo 11 over the codes of the characters: "0" counts 0, "A" counts 17. */
function checkDigit(characters: string, weights: readonly number[]): string {
  const sum = weights.reduce((total, weight, index) => total + weight * (characters.charCodeAt(index) - 48), 0);
  const rest = sum % 11;
  return rest < 2 ? "0" : String(11 - rest);
}
