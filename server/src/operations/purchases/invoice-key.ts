const KEY = /^\d{44}$/;

/**
 * Whether this is the key of a Brazilian electronic invoice: 44 digits, the last one fits the others. Spaces are left out. Pure.
 * @source Manual de Orientação do Contribuinte of the NF-e, "Cálculo do dígito verificador": modulo 11, weights 2 to 9 from the right
 */
export function readInvoiceKey(written: string): string | null {
  const key = written.replaceAll(/[\s.-]/g, "");
  return KEY.test(key) && checkDigit(key.slice(0, 43)) === Number(key[43]) ? key : null;
}

function checkDigit(digits: string): number {
  const sum = [...digits].toReversed().reduce((total, digit, place) => total + Number(digit) * (2 + (place % 8)), 0);
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
