import type { ReadText } from "./file-text.ts";

/** A page with less is a frame around nothing: a program draws it, or it asks for a login. */
const MIN_CHARACTERS = 200;

/** The article of a web page, without menus, ads and footers. Scripts of the page are never run. */
export async function readWebPage(bytes: Buffer, url: string): Promise<ReadText> {
  const [{ parseHTML }, { Readability }] = await Promise.all([import("linkedom"), import("@mozilla/readability")]);
  try {
    const { document } = parseHTML(bytes.toString("utf8"));
    if (document.documentElement === null) return { refused: "unreadable" };
    const base = document.createElement("base");
    base.setAttribute("href", url);
    document.head?.prepend(base);
    const article = new Readability(document, { maxElemsToParse: 50_000 }).parse();
    if (article === null || (article.textContent ?? "").trim().length < MIN_CHARACTERS) return { refused: "unreadable" };
    const inside = parseHTML(`<html><body>${article.content ?? ""}</body></html>`).document.body;
    const markdown = blocksOf(inside as unknown as Node_).join("\n\n");
    return { title: article.title?.trim() || null, markdown, pages: null, emptyPages: [] };
  } catch {
    // A page of more elements than that, or nested without an end.
    return { refused: "too_large" };
  }
}

/** What is needed of a node; the package's own types are those of a browser, which no server has. */
interface Node_ {
  nodeType: number;
  localName: string;
  textContent: string | null;
  childNodes: Iterable<Node_>;
}

const TEXT = 3;
const BLOCKS = new Set(["p", "li", "tr", "pre", "blockquote", "dd", "dt", "figcaption"]);

function blocksOf(node: Node_): string[] {
  const blocks: string[] = [];
  for (const child of node.childNodes) {
    const name = child.localName ?? "";
    const heading = /^h([1-6])$/.exec(name);
    if (child.nodeType === TEXT) blocks.push(plain(child));
    else if (heading !== null) blocks.push(`${"#".repeat(Number(heading[1]))} ${plain(child)}`);
    else if (BLOCKS.has(name)) blocks.push(name === "li" ? `- ${plain(child)}` : name === "tr" ? cells(child) : plain(child));
    else blocks.push(...blocksOf(child));
  }
  return blocks.filter((block) => !/^[#\-\s]*$/.test(block));
}

const cells = (row: Node_): string =>
  [...row.childNodes]
    .map(plain)
    .filter((cell) => cell !== "")
    .join(" | ");

const plain = (node: Node_): string => (node.textContent ?? "").replaceAll(/\s+/g, " ").trim().replace(/^#/, "\\#");
