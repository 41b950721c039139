/** Weights of CNPJ's first check digit, from the left; the second has a 6 before them. */
const CNPJ_WEIGHTS = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
/** What a tax id of another country may be: we do not know its rule. */
const OTHER = /^[0-9A-Z]{1,20}$/;

/**
 * A company's tax id in the one form in which two match: digits and capital letters, nothing between them. Brazil's CNPJ and Portugal's NIF
 * are held against their check digits; those of other countries are taken as they are. Null for what cannot be one. Pure.
 * @param country ISO 3166 code
 * @source Receita Federal, IN RFB 2.229/2024, annex "Cálculo do dígito verificador do CNPJ alfanumérico" (letters count as their ASCII code less 48)
 * @source Portugal, Decreto-Lei 14/2013, article 4 (NIF: the ninth digit is a check digit, modulus 11)
 */
export function canonicalTaxId(country: string, written: string): string | null {
  const bare = written.toUpperCase().replaceAll(/[\s./-]/g, "");
  switch (country) {
    case "BR":
      return isCnpj(bare) ? bare : null;
    case "PT":
      return isNif(bare.replace(/^PT/, "")) ? bare.replace(/^PT/, "") : null;
    default:
      return OTHER.test(bare) ? bare : null;
  }
}

function isCnpj(id: string): boolean {
  // Of one digit all over, the check digits fit as well; no such number is given out.
  if (!/^[0-9A-Z]{12}\d{2}$/.test(id) || /^(\d)\1+$/.test(id)) return false;
  const first = cnpjDigit(id.slice(0, 12), CNPJ_WEIGHTS);
  return id.endsWith(`${first}${cnpjDigit(id.slice(0, 12) + first, [6, ...CNPJ_WEIGHTS])}`);
}

function cnpjDigit(id: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, at) => total + weight * (id.charCodeAt(at) - 48), 0);
  return sum % 11 < 2 ? 0 : 11 - (sum % 11);
}

function isNif(id: string): boolean {
  // No taxpayer has one that begins with 0 or 4, but for 45: people who do not live there.
  if (!/^([1-35-9]\d|45)\d{7}$/.test(id)) return false;
  const sum = [9, 8, 7, 6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  const digit = sum % 11 < 2 ? 0 : 11 - (sum % 11);
  return id.endsWith(String(digit));
}
