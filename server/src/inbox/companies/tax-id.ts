import { isCnpj, isNif } from "../../../../language/documents.ts";

/** What a tax id of another country may be: we do not know its rule. */
const OTHER = /^[0-9A-Z]{1,20}$/;

/**
 * A company's tax id in the one form in which two match: digits and capital letters, nothing between them. Brazil's CNPJ and Portugal's NIF
 * are held against their check digits; those of other countries are taken as they are. Null for what cannot be one. Pure.
 * @param country ISO 3166 code
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
