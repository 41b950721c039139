import type { MenuEntry, MessageEvent } from "../../channels/index.ts";

const NUMBER = /^\s*(\d{1,2})\s*(?:[.)]|\ufe0f|\u20e3)*\s*$/u;

/**
 * An answer to a numbered menu, by its number or by the words of an entry (a vote in a poll gives those too), becomes the
 * choice that a tapped button would have been.
 */
export function understandAnswer(event: MessageEvent, menu: MenuEntry[] | null): MessageEvent {
  const { content, direction } = event;
  if (menu === null || direction === "out" || (content.kind !== "text" && content.kind !== "choice")) return event;
  if (content.kind === "choice" && menu.some(({ id }) => id === content.id)) return event;
  const entry = byNumber(menu, content.text) ?? menu.find(({ title }) => folded(title) === folded(content.text));
  return entry === undefined ? event : { ...event, content: { kind: "choice", id: entry.id, text: entry.title } };
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
