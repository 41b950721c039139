/** One finding of a mail server about a mail, like `dkim=pass header.d=example.com`; names in lower case. */
interface Finding {
  method: string;
  result: string;
  /** By `type.property`, like `header.d`. */
  properties: Map<string, string>;
}

interface Token {
  text: string;
  kind: "word" | "quoted" | "mark";
  /** Nothing stands between it and the one before. */
  isGlued: boolean;
}

/**
 * What one header says, by its grammar: words in comments and in quotes are no findings. Null where it does not keep to the grammar, and then
 * nothing of it counts. @source RFC 8601, 2.2
 */
export function readAuthenticationResults(value: string): { server: string; findings: Finding[] } | null {
  const tokens = tokenise(value);
  if (tokens === null) return null;
  const [head = [], ...rest] = splitAt(tokens, ";");
  const [server, version, ...more] = head;
  if (server === undefined || server.kind === "mark" || more.length > 0) return null;
  if (version !== undefined && (version.isGlued || !/^\d+$/.test(version.text))) return null;
  const findings = rest.filter((part) => part.length > 0 && !isNone(part)).map(readFinding);
  return findings.some((one) => one === null)
    ? null
    : { server: server.text.toLowerCase(), findings: findings.filter((one) => one !== null) };
}

/** The domain that a finding vouches for; null where it vouches for none. */
export function vouchedDomain({ method, result, properties }: Finding): string | null {
  if (result !== "pass") return null;
  const written = {
    dkim: properties.get("header.d") ?? properties.get("header.i"),
    spf: properties.get("smtp.mailfrom"),
    dmarc: properties.get("header.from"),
  }[method];
  const domain = written?.slice(written.lastIndexOf("@") + 1).toLowerCase() ?? "";
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) && domain.length <= 190 ? domain : null;
}

const isNone = (part: Token[]): boolean => part.length === 1 && part[0]?.kind === "word" && part[0].text.toLowerCase() === "none";

/** Pairs of name and value, the method's first. */
function readFinding(part: Token[]): Finding | null {
  const pairs: [name: string, value: string][] = [];
  for (let at = 0; at < part.length; ) {
    const [name, equals, first] = part.slice(at, at + 3);
    if (name?.kind !== "word" || equals?.text !== "=" || equals.kind !== "mark" || first === undefined || first.kind === "mark")
      return null;
    let value = first.text;
    // A local part in quotes belongs to the address that goes on behind it.
    for (at += 3; part[at]?.isGlued && part[at]?.kind !== "mark"; at += 1) value += part[at]?.text ?? "";
    pairs.push([name.text.toLowerCase(), value]);
  }
  const [first, ...properties] = pairs;
  if (first === undefined) return null;
  return { method: first[0].replace(/\/\d+$/, ""), result: first[1].toLowerCase(), properties: new Map(properties.reverse()) };
}

/** Null where a comment or a quote never ends. */
function tokenise(value: string): Token[] | null {
  const tokens: Token[] = [];
  let isGlued = false;
  for (let at = 0; at < value.length; ) {
    const rest = value.slice(at);
    const [space] = /^\s+/.exec(rest) ?? [];
    const comment = rest.startsWith("(") ? commentLength(rest) : 0;
    if (comment === null) return null;
    if (space !== undefined || comment > 0) {
      at += space?.length ?? comment;
      isGlued = false;
      continue;
    }
    const [quoted, inside] = /^"((?:[^"\\]|\\.)*)"/s.exec(rest) ?? [];
    const [found] = quoted === undefined ? (/^(?:[;=]|[^\s;="()]+)/.exec(rest) ?? []) : [quoted];
    if (found === undefined) return null;
    const kind = quoted !== undefined ? "quoted" : /^[;=]$/.test(found) ? "mark" : "word";
    tokens.push({ text: inside?.replaceAll(/\\(.)/gs, "$1") ?? found, kind, isGlued });
    isGlued = true;
    at += found.length;
  }
  return tokens;
}

/** Comments hold comments. */
function commentLength(text: string): number | null {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}

function splitAt(tokens: Token[], mark: string): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "mark" && token.text === mark) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
