import { type Item, itemOf, listOf, textIn } from "../../../../flow/typebot/read-export.ts";
import { wordsOf } from "../../../../flow/typebot/texts.ts";

/** What a bot says, as far as it can be said in a conversation. */
export type Bubble = { kind: "text"; text: string } | { kind: "image" | "video" | "audio"; url: string };

/** One turn of a bot of Typebot: what it says, and what it waits for; null: it has ended. */
export interface BotTurn {
  sessionId: string | null;
  says: Bubble[];
  input: { type: string; options: { id: string; title: string }[] } | null;
  /** It waits for what only its own page in a browser can do. */
  wantsBrowser: boolean;
}

/** More in one turn is no conversation. */
const MOST_BUBBLES = 20;
const MOST_OPTIONS = 50;
const LONGEST_TEXT = 4000;

/** The body of an answer of `startChat` or `continueChat`. Pure; null for what is none. */
export function readBotTurn(body: unknown): BotTurn | null {
  const answer = itemOf(body);
  if (!Array.isArray(answer["messages"])) return null;
  const actions = listOf(answer["clientSideActions"]);
  const links = actions.flatMap((action): Bubble[] => {
    const url = textIn(itemOf(action["redirect"]), "url");
    return url === "" ? [] : [{ kind: "text", text: url }];
  });
  const input = itemOf(answer["input"]);
  const type = textIn(input, "type");
  return {
    sessionId: textIn(answer, "sessionId") || null,
    says: [...listOf(answer["messages"]).flatMap(bubbleOf), ...links].slice(0, MOST_BUBBLES),
    input: type === "" ? null : { type, options: optionsOf(input) },
    wantsBrowser: type === "" && actions.some((action) => action["expectsDedicatedReply"] === true),
  };
}

function bubbleOf(message: Item): Bubble[] {
  const content = itemOf(message["content"]);
  const type = textIn(message, "type");
  const url = textIn(content, "url");
  if (type === "text") {
    const text = (wordsOf(content) || textIn(content, "markdown")).trim().slice(0, LONGEST_TEXT);
    return text === "" ? [] : [{ kind: "text", text }];
  }
  if (url === "") return [];
  const isFile = type === "image" || type === "audio" || (type === "video" && ["", "url"].includes(textIn(content, "type")));
  return [isFile ? { kind: type, url } : { kind: "text", text: url }];
}

/** Of a choice its items, by the title that they show; of another input none. */
function optionsOf(input: Item): { id: string; title: string }[] {
  return listOf(input["items"])
    .map((item) => ({ id: textIn(item, "id"), title: textIn(item, "content") || textIn(item, "title") }))
    .filter(({ id, title }) => id !== "" && title !== "")
    .slice(0, MOST_OPTIONS);
}
