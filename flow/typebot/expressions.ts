import { parseExpression } from "../parse-expression.ts";
import type { Import } from "./import.ts";

/** A text of theirs with variables in it as an expression: `Olá {{Nome}}` → `concat("Olá ", nome)`. Null: it names a variable that is not there. */
export function templateExpression({ names }: Import, text: string): string | null {
  if (/\{\{=/.test(text)) return null;
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const name = names.get((match[1] ?? "").trim());
    if (name === undefined) return null;
    if (match.index > end) parts.push(quoted(text.slice(end, match.index)));
    parts.push(name);
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push(quoted(text.slice(end)));
  return parts.length === 1 ? (parts[0] as string) : `concat(${parts.join(", ")})`;
}

export const quoted = (text: string): string => JSON.stringify(text);

/**
 * The common small programs as an expression: arithmetic, `||`, comparisons, a choice by `?`, `Number(x)`, `String(x)`, `.trim()`, `.toUpperCase()`,
 * `.length`, `.replace(/x/g, "y")`, the date of now. Null: it is a program, and is never run.
 */
export function translateCode({ names }: Import, code: string): string | null {
  const returned = code.length > 1000 ? null : withoutReturn(code);
  if (returned === null) return null;
  let isKnown = true;
  const named = returned.replaceAll(/["'`]?\{\{([^{}=]*)\}\}["'`]?/g, (_, name: string) => {
    const own = names.get(name.trim());
    if (own === undefined) isKnown = false;
    return own ?? "";
  });
  const translated = calls(named)
    .replaceAll(/\s(?:===)\s/g, " == ")
    .replaceAll(/\s(?:!==)\s/g, " != ")
    .trim();
  return isKnown && parseExpression(translated).ok ? translated : null;
}

/** One statement, with constants that are used in it put in their place. */
function withoutReturn(code: string): string | null {
  const statements = code
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const last = statements.pop();
  if (last === undefined) return null;
  let result = last.replace(/^return\s+/, "");
  for (const statement of statements.reverse()) {
    const constant = /^(?:const|let|var)\s+([A-Za-z_]\w*)\s*=\s*([\s\S]+)$/.exec(statement);
    if (constant === null) return null;
    const [, name = "", value = ""] = constant;
    result = result.replaceAll(new RegExp(`\\b${name}\\b`, "g"), () => `(${value})`);
  }
  return result;
}

const OPERAND = "(\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)|[a-z_][\\w.]*(?:\\([^()]*\\))?)";
const METHODS: readonly [RegExp, string][] = [
  [new RegExp(`${OPERAND}\\.trim\\(\\)`, "i"), "trim($1)"],
  [new RegExp(`${OPERAND}\\.toUpperCase\\(\\)`, "i"), "upper($1)"],
  [new RegExp(`${OPERAND}\\.toLowerCase\\(\\)`, "i"), "lower($1)"],
  [new RegExp(`${OPERAND}\\.toString\\(\\)`, "i"), "text($1)"],
  [new RegExp(`${OPERAND}\\.includes\\(([^()]*)\\)`, "i"), "contains($1, $2)"],
  [new RegExp(`${OPERAND}\\.replace\\(\\/(?:\\[\\^0-9\\]|\\\\D)\\+?\\/g?,\\s*(?:""|'')\\)`, "i"), "digits($1)"],
  [new RegExp(`${OPERAND}\\.replace(?:All)?\\(\\/(\\s|[\\w,-])\\/g,\\s*("[^"]*"|'[^']*')\\)`, "i"), 'replace($1, "$2", $3)'],
  [new RegExp(`${OPERAND}\\.length\\b`, "i"), "length($1)"],
];

function calls(code: string): string {
  let text = code
    .replaceAll(/\bNumber\(/g, "number(")
    .replaceAll(/\bparse(?:Int|Float)\(/g, "number(")
    .replaceAll(/\bString\(/g, "text(")
    .replaceAll(/\bMath\.(round|floor|ceil|abs|min|max)\(/g, "$1(")
    .replaceAll(/\bnew Date\(\)(?:\.toISOString\(\))?/g, "now()");
  for (let round = 0; round < 20; round += 1) {
    const before = text;
    for (const [pattern, call] of METHODS) text = text.replace(pattern, call);
    if (text === before) break;
  }
  return text;
}
