import { BRAZILIAN_AREAS, CALLING_CODES } from "./data/calling-codes.ts";
import { writtenOrSpoken } from "./spoken.ts";
import type { Found, Locale } from "./types.ts";
import { MOST_CHARACTERS } from "./words.ts";

/**
 * A telephone number in E.164. Without a country code it is of Brazil, with area code, or of Portugal where the locale is pt-PT; a
 * Brazilian mobile of eight digits gets its ninth. Null where the country is not known or the number cannot be one.
 * Of several the first counts, or the last when the text corrects itself.
 */
export function readPhone(text: string, locale: Locale = "pt-BR"): Found<string> | null {
  return writtenOrSpoken(text, locale, (written) => readWritten(written, locale));
}

const NUMBER = /(?<![\p{L}\d.,/])(?:\+|\(\+?)?\d(?:[\s().\-–/]{0,3}(?:[xX]{2})?[\s().\-–/]{0,3}\d){7,16}(?![\d\p{L}]|[.,/]\d)/gu;
/** What was written as another document is no telephone number. */
const OTHER_DOCUMENT = /^\d{3}\.\d{3}\.\d{3}-\d{2}$|^\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}$|^\d{4}[ .]\d{4}[ .]\d{4}[ .]\d{4}$/;
const OTHER_NAME =
  /\b(?:cpf|cnpj|nif|pedido|protocolo|boleto|nota|rg|cep|contrato|order|iban|matr[ií]cula)\W{0,3}(?:\p{L}{1,6}\W{0,3}){0,2}$/iu;
const CORRECTS =
  /\b(?:agora|novo|nova|errado|errei|corrig\w+|na verdade|ali[aá]s|quer dizer|digo|certo [eé]|correto [eé]|antigo|mudou|mudei|troquei)\b/iu;

function readWritten(text: string, locale: Locale): Found<string> | null {
  const found = [...text.slice(0, MOST_CHARACTERS).matchAll(NUMBER)].flatMap((match) => {
    if (OTHER_DOCUMENT.test(match[0].trim()) || OTHER_NAME.test(text.slice(Math.max(0, match.index - 30), match.index))) return [];
    const value = toE164(match[0], locale);
    return value === null ? [] : [{ value, span: { from: match.index, to: match.index + match[0].length } }];
  });
  return (CORRECTS.test(text) ? found.at(-1) : found[0]) ?? null;
}

function toE164(written: string, locale: Locale): string | null {
  const digits = written.replaceAll(/\D/g, "");
  if (/^\(?\+/.test(written)) return international(digits);
  if (digits.startsWith("00")) return international(digits.slice(2));
  if (locale === "pt-PT" && isPortuguese(digits)) return `+351${digits}`;
  const brazilian = inBrazil(digits);
  if (brazilian !== null) return brazilian;
  return /^(?:351\d{9}|55\d{10,11})$/.test(digits) ? international(digits) : null;
}

function international(digits: string): string | null {
  if (digits.startsWith("55")) return inBrazil(digits.slice(2));
  for (const length of [3, 2, 1]) {
    const bounds = CALLING_CODES[digits.slice(0, length)];
    if (bounds === undefined) continue;
    const national = digits.slice(length);
    // "+44 (0)20 …": the zero is dialled inside the country only. Italy keeps its own.
    const number = national.startsWith("0") && digits.slice(0, length) !== "39" ? national.slice(1) : national;
    if (digits.startsWith("351") && !isPortuguese(number)) return null;
    return number.length >= bounds[0] && number.length <= bounds[1] ? `+${digits.slice(0, length)}${number}` : null;
  }
  return null;
}

const isPortuguese = (digits: string): boolean => /^(?:9[1236]|2[1-9]|3|70|80)\d+$/.test(digits) && digits.length === 9;

/** Area and number; before them may stand a zero, or a zero and the two digits of the carrier. */
function inBrazil(digits: string): string | null {
  const bare = /^0(?:\d{2}(?=\d{10,11}$))?(\d{10,11})$/.exec(digits)?.[1] ?? digits;
  const number = bare.slice(2);
  if (!BRAZILIAN_AREAS.has(bare.slice(0, 2))) return null;
  if (/^[2-5]\d{7}$/.test(number) || /^9\d{8}$/.test(number)) return `+55${bare}`;
  return /^[6-9]\d{7}$/.test(number) ? `+55${bare.slice(0, 2)}9${number}` : null;
}
