import type { OutboundContent } from "../../../../content/content.ts";
import type { OutboundJson } from "./message.schemas.ts";

/** What a request says, as `sendMessage` takes it: the quote is about the message, not part of its content. */
export function splitBody(body: Exclude<OutboundJson, { kind: "note" }>): {
  content: OutboundContent;
  replyToId?: string;
  isCritical: boolean;
} {
  const { replyToId, critical, ...content } = body;
  // The closed schema has just checked it against the same kinds; a template's text is written by completeContent().
  const typed = (content.kind === "template" ? { ...content, text: "" } : content) as OutboundContent;
  return { content: typed, isCritical: critical === true, ...(replyToId === undefined ? {} : { replyToId }) };
}
