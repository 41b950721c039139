import { Parser } from "htmlparser2";

const BLOCKS = new Set([
  "p",
  "div",
  "tr",
  "table",
  "ul",
  "ol",
  "li",
  "blockquote",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "section",
  "article",
]);
const SILENT = new Set(["style", "script", "head", "title", "template", "noscript"]);
const MAX_LENGTH = 200_000;

/** The words of a page, for mails that have no plain text. Nothing of it is ever run or shown as HTML. */
export function htmlToText(html: string): string {
  let text = "";
  let silent = 0;
  let quoted = 0;
  const breakLine = () => {
    if (text !== "" && !text.endsWith("\n") && !text.endsWith("\n> ")) newLine();
  };
  const newLine = () => {
    text += quoted > 0 ? "\n> " : "\n";
  };
  const parser = new Parser({
    onopentag(name, { src, alt }) {
      if (SILENT.has(name)) silent += 1;
      else if (name === "br") newLine();
      else if (name === "li") {
        breakLine();
        text += "• ";
      } else if (name === "blockquote") {
        breakLine();
        quoted += 1;
        if (quoted === 1) text += "> ";
      } else if (BLOCKS.has(name)) breakLine();
      else if (name === "img" && src !== undefined && alt !== undefined && alt !== "") text += `[${alt.slice(0, 100)}]`;
      else if (name === "td" && text !== "" && !/\s$/.test(text)) text += " ";
    },
    ontext(words) {
      if (silent > 0 || text.length > MAX_LENGTH) return;
      const squeezed = words.replaceAll(/\s+/g, " ");
      text += /\s$/.test(text) || text === "" ? squeezed.trimStart() : squeezed;
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
      if (name === "blockquote") {
        quoted = Math.max(0, quoted - 1);
        if (quoted === 0) text = text.replace(/\n> $/, "\n");
      }
      if (BLOCKS.has(name)) breakLine();
      if (name === "p") newLine();
    },
  });
  parser.end(html.slice(0, 1_000_000));
  return text
    .replaceAll(/[ \t]+\n/g, "\n")
    .replaceAll(/^(> ?)+$/gm, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
