import type { InboundContent, MenuEntry, OutboundContent } from "./content.ts";

/** What an answer "2" or the words of an entry would mean; a poll and a typed answer name no id. Undefined: the message offers nothing. */
export function menuOf(content: OutboundContent): MenuEntry[] | undefined {
  const entries =
    content.kind === "buttons" ? content.buttons : content.kind === "list" ? content.sections.flatMap(({ rows }) => rows) : undefined;
  return entries?.map(({ id, title }) => ({ id, title })) ?? (content.kind === "text" ? content.menu : undefined);
}

const NUMBER = /^\s*(\d{1,2})\s*(?:[.)]|\ufe0f|\u20e3)*\s*$/u;

/**
 * An answer to a numbered menu, by its number or by the words of an entry (a vote in a poll gives those too), becomes the
 * choice that a tapped button would have been. Any other content comes back as it is.
 */
export function choiceOf(content: InboundContent, menu: MenuEntry[]): InboundContent {
  if (content.kind !== "text" && content.kind !== "choice") return content;
  if (content.kind === "choice" && menu.some(({ id }) => id === content.id)) return content;
  const entry = byNumber(menu, content.text) ?? menu.find(({ title }) => folded(title) === folded(content.text));
  return entry === undefined ? content : { kind: "choice", id: entry.id, text: entry.title };
}

function byNumber(menu: MenuEntry[], text: string): MenuEntry | undefined {
  const number = NUMBER.exec(text)?.[1];
  return number === undefined ? undefined : menu[Number(number) - 1];
}

const folded = (text: string) =>
  text
    .trim()
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase();
