/**
 * The one form in which phones match: E.164 with `+`. Brazilian mobiles get their ninth digit (providers and phone
 * books still use the old eight), landlines stay as they are; Mexico's old `1` after `52` is dropped.
 * Returns null for what cannot be a phone: letters, under 7 or over 15 digits.
 * @source Anatel resolution 553/2010 (ninth digit), ITU-T E.164.
 */
export function canonicalPhone(written: string): string | null {
  const trimmed = written.trim();
  if (!/^\+?[\d\s().-]+$/.test(trimmed)) return null;
  const digits = trimmed.replace(/\D/g, "").replace(/^00/, "");
  if (digits.length < 7 || digits.length > 15) return null;
  return `+${withBrazilianNinthDigit(withoutMexicanOne(digits))}`;
}

function withBrazilianNinthDigit(digits: string): string {
  // 55, area code of two digits, eight digits that begin with 6–9: a mobile in its old form.
  const old = /^55([1-9]\d)([6-9]\d{7})$/.exec(digits);
  return old === null ? digits : `55${old[1]}9${old[2]}`;
}

function withoutMexicanOne(digits: string): string {
  return /^521\d{10}$/.test(digits) ? `52${digits.slice(3)}` : digits;
}
