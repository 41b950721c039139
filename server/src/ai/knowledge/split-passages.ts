/** A stretch of a document as it is found and quoted. */
export interface Passage {
  /** Headings above it, from the outside, with " › " between them; empty where there is none. */
  heading: string;
  text: string;
}

/** Words of a passage: fewer tell too little by themselves, more bury the answer. */
const MOST_WORDS = 300;
const HEADING = /^(#{1,6})\s+(.+?)\s*#*$/;

/** A document in Markdown, cut by its headings; what is long is cut between paragraphs, and between sentences where it must be. Pure. */
export function splitPassages(markdown: string): Passage[] {
  const passages: Passage[] = [];
  const path: { level: number; title: string }[] = [];
  let blocks: string[] = [];
  const flush = () => {
    const heading = path.map(({ title }) => title).join(" › ");
    for (const text of packed(blocks)) passages.push({ heading, text });
    blocks = [];
  };
  for (const block of markdown.replaceAll("\r", "").split(/\n{2,}|\n(?=#{1,6}\s)/)) {
    const [line = "", ...rest] = block.trim().split("\n");
    const found = HEADING.exec(line);
    if (found === null) {
      if (block.trim() !== "") blocks.push(block.trim());
      continue;
    }
    flush();
    const level = (found[1] as string).length;
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    path.push({ level, title: plainText(found[2] as string) });
    if (rest.length > 0) blocks.push(rest.join("\n"));
  }
  flush();
  return passages;
}

/** Paragraphs together, up to the limit. */
function packed(blocks: readonly string[]): string[] {
  const texts: string[] = [];
  let held: string[] = [];
  let count = 0;
  for (const block of blocks.flatMap(cutLong)) {
    const words = wordsIn(block);
    if (count > 0 && count + words > MOST_WORDS) {
      texts.push(held.join("\n\n"));
      held = [];
      count = 0;
    }
    held.push(block);
    count += words;
  }
  if (held.length > 0) texts.push(held.join("\n\n"));
  return texts;
}

function cutLong(block: string): string[] {
  if (wordsIn(block) <= MOST_WORDS) return [block];
  const pieces = block.match(/(?:\S+\s*){1,300}/g) ?? [];
  return pieces.flatMap((piece) => (piece.trim() === "" ? [] : [piece.trim()]));
}

const wordsIn = (text: string): number => text.split(/\s+/).length;

/** The same without the marks of Markdown: for channels that know none. Pure. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, "$1 ($2)")
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replaceAll(/(\*\*|__)(.+?)\1/g, "$2")
    .replaceAll(/(^|\s)[*_](\S(?:.*?\S)?)[*_](?=\s|[.,;:!?]|$)/gm, "$1$2")
    .replaceAll(/`([^`]+)`/g, "$1")
    .replaceAll(/^\s*[*+-]\s+/gm, "• ")
    .replaceAll(/^>\s?/gm, "")
    .replaceAll(/\\([#*_`[\]])/g, "$1")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
