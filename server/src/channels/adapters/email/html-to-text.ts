import { Parser } from "htmlparser2";
import { beginsWithQuoteHeader, endsWithQuoteHeader } from "./quote-header.ts";

const BLOCKS = new Set([
  ...["p", "div", "tr", "table", "ul", "ol", "li", "dl", "dt", "dd", "pre", "hr", "blockquote", "section", "article", "header", "footer"],
  ...["h1", "h2", "h3", "h4", "h5", "h6"],
]);
const SILENT = new Set(["style", "script", "head", "title", "template", "noscript", "textarea", "select"]);
const MAX_LENGTH = 200_000;

/**
 * The words of a page, for mails that have no plain text; nothing of it is ever run or shown as HTML. Lines that a mail program marked as
 * quoted begin with `> `. A blockquote alone proves nothing, people indent with it: the program says so by its type or class, or a quote
 * header stands right above it or begins it.
 */
export function htmlToText(html: string): string {
  const page = new Lines();
  const quotes: { isQuote: boolean; from: number }[] = [];
  let silent = 0;
  let verbatim = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (SILENT.has(name)) silent += 1;
      else if (name === "br") page.newLine();
      else if (name === "blockquote") {
        page.breakLine();
        const isQuote = isMarkedAsQuote(attributes) || endsWithQuoteHeader(page.tail());
        quotes.push({ isQuote, from: page.count });
        if (isQuote) page.depth += 1;
      } else if (BLOCKS.has(name)) page.breakLine();
      if (name === "pre") verbatim += 1;
      else if (name === "li") page.add("• ");
      else if (name === "td" || name === "th") page.space();
      else if (name === "img" && isElsewhere(attributes["src"]) && (attributes["alt"] ?? "").trim() !== "")
        page.add(`[${(attributes["alt"] ?? "").slice(0, 100)}]`);
    },
    ontext(words) {
      if (silent > 0 || page.length > MAX_LENGTH) return;
      if (verbatim > 0) {
        for (const [index, line] of words.split(/\r?\n/).entries()) {
          if (index > 0) page.newLine();
          page.add(line);
        }
      } else page.words(words);
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
      if (name === "pre") verbatim = Math.max(0, verbatim - 1);
      if (BLOCKS.has(name)) page.breakLine();
      if (name === "p") page.newLine();
      const closed = name === "blockquote" ? quotes.pop() : undefined;
      if (closed?.isQuote) page.depth -= 1;
      else if (closed !== undefined) page.quoteIfHeaded(closed.from);
    },
  });
  parser.end(html);
  return page.text();
}

/** A picture that came along is seen; of one from elsewhere only its words are. */
const isElsewhere = (source: string | undefined): boolean => source !== undefined && !/^(cid|data):/i.test(source);

const isMarkedAsQuote = ({ type, class: names = "", id = "" }: Record<string, string>): boolean =>
  type === "cite" || /quote|cite|zmail_extra/i.test(`${names} ${id}`);

/** Lines as they grow: each knows how deep it is quoted. The last one is open. */
class Lines {
  depth = 0;
  length = 0;
  #done: string[] = [];
  #open = "";
  #openDepth = 0;

  add(words: string): void {
    if (this.#open === "") this.#openDepth = this.depth;
    this.#open += words;
    this.length += words.length;
  }

  /** White space counts once, and at the beginning of a line not at all. No-break spaces are spaces too. */
  words(words: string): void {
    const squeezed = words.replaceAll(/\s+/g, " ");
    const joined = this.#open === "" || this.#open.endsWith(" ") ? squeezed.trimStart() : squeezed;
    // "-- " with its space is how a signature begins.
    if (joined !== "") this.add(joined);
  }

  space(): void {
    if (this.#open !== "" && !this.#open.endsWith(" ")) this.add(" ");
  }

  newLine(): void {
    const line = this.#open.trimEnd();
    if (line === "" ? this.depth > 0 : this.#openDepth > 0) this.#done.push(`> ${line}`.trimEnd());
    else this.#done.push(line === "--" ? this.#open : line);
    this.#open = "";
    this.#openDepth = this.depth;
  }

  breakLine(): void {
    if (this.#open !== "") this.newLine();
  }

  get count(): number {
    return this.#done.length;
  }

  quoteIfHeaded(from: number): void {
    const block = this.#done.slice(from);
    if (!beginsWithQuoteHeader(block)) return;
    this.#done.splice(from, block.length, ...block.map((line) => (line.startsWith(">") ? line : `> ${line}`.trimEnd())));
  }

  tail(): string {
    return this.#done.slice(-12).join("\n");
  }

  text(): string {
    this.newLine();
    // A quote begins and ends with words.
    const lines = this.#done.filter((line, at, all) => line !== ">" || (all[at - 1]?.startsWith("> ") && all[at + 1]?.startsWith(">")));
    return lines
      .join("\n")
      .replaceAll(/^>\n(?!> )/gm, "")
      .replaceAll(/\n{3,}/g, "\n\n")
      .trim();
  }
}
