/** Names or numbers of the variables of a template's text, in their order. Pure. */
export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string)),
];

/**
 * What a variable holds before anybody writes: only one that says by its name that it wants the first name. A number says nothing of
 * what belongs there, and a phone that stands for a name is none. Pure.
 */
export function prefilled(format: "positional" | "named" | undefined, name: string, contactName: string): string {
  if (format !== "named" || name !== "first_name" || !/^\p{L}/u.test(contactName)) return "";
  return contactName.split(" ")[0] ?? "";
}

const MAX_LABEL = 60;

/** The sentence in which a variable stands, its place a line and other variables ellipses, so that one knows what to write. Pure. */
export function sentenceAround(text: string, name: string): string {
  const place = `{{${name}}}`;
  const at = text.indexOf(place);
  const before =
    text
      .slice(0, at)
      .split(/[.!?\n]\s*/)
      .at(-1) ?? "";
  const after = text.slice(at + place.length).split(/[.!?\n]/)[0] ?? "";
  const words = `${before}____${after}`.replaceAll(/\{\{\w+\}\}/g, "…").trim();
  if (words.length <= MAX_LABEL) return words;
  const from = Math.max(0, Math.min(before.length - MAX_LABEL / 2, words.length - MAX_LABEL));
  return words.slice(from, from + MAX_LABEL).trim();
}
