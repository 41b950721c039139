import type { MenuEntry } from "../../../../content/content.ts";
import { choiceOf } from "../../../../content/menu.ts";
import type { MessageEvent } from "../../channels/index.ts";

/** The event with an answer to a numbered menu made the choice that a tapped button would have been. */
export function understandAnswer(event: MessageEvent, menu: MenuEntry[] | null): MessageEvent {
  if (menu === null || event.direction === "out") return event;
  return { ...event, content: choiceOf(event.content, menu) };
}
