/** How programs begin what they quote, in the languages of our people; a line of its own, or two. */
const BEGINNINGS = [
  /^(on|le|am)\b.{1,300}\b(wrote|a écrit|schrieb)\s*:$/i,
  /^(em|a|no dia|às?)\b.{1,300}\bescreveu\s*:$/i,
  /^(el)\b.{1,300}\bescribió\s*:$/i,
  /^-{2,}\s*(mensagem original|mensagem encaminhada|original message|forwarded message|mensaje original)\s*-{2,}$/i,
  /^_{10,}$/,
];
/** The block that Outlook writes: at least two of these lines together. */
const OUTLOOK = /^\*?(de|from|enviad[ao]( em)?|sent|para|to|assunto|subject|asunto|data|date|fecha)\s?:\*?\s/i;
const MAX_LINES = 3_000;
const MAX_SHOWN = 12_000;

/**
 * What the person wrote now: without the mail that they answer and without their signature. When nothing is left, all
 * of it is shown, unless files say enough; the original is kept either way.
 */
export function stripQuotes(text: string, hasFiles = false): { text: string; wasCut: boolean } {
  const lines = text.split("\n", MAX_LINES).map((line) => line.trimEnd().slice(0, 5_000));
  const end = lines.findIndex((line, index) => beginsQuote(lines, line.trim(), index));
  const own = (end === -1 ? lines : lines.slice(0, end)).filter((line) => !/^\s*>/.test(line));
  const signature = own.findIndex((line, index) => index > 0 && /^-- ?$/.test(line));
  const kept = (signature === -1 ? own : own.slice(0, signature)).join("\n").trim();
  const whole = text.trim();
  if (kept === "" && !hasFiles) return { text: whole.slice(0, MAX_SHOWN), wasCut: whole.length > MAX_SHOWN };
  return { text: kept.slice(0, MAX_SHOWN), wasCut: kept.length < whole.length };
}

function beginsQuote(lines: string[], line: string, index: number): boolean {
  if (line === "") return false;
  const withNext = `${line} ${(lines[index + 1] ?? "").trim()}`;
  if (BEGINNINGS.some((beginning) => beginning.test(line) || (line.length > 20 && beginning.test(withNext)))) return true;
  return index > 0 && OUTLOOK.test(line) && OUTLOOK.test((lines[index + 1] ?? "").trim()) && OUTLOOK.test((lines[index + 2] ?? "").trim());
}
