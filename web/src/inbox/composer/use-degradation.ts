import { useEffect, useState } from "react";
import type { Degradation } from "../../../../content/degrade.ts";
import { api, type Conversation, type Message, type Outbound } from "../../api/client.ts";

const LONG_TEXT = 900;
const WAIT_MS = 400;

interface Draft {
  stored?: { id: string; kind: string };
}

/** Asks what the channel would make of a message, before it is sent: only where that can be anything else than what was written. */
export function useDegradation(
  conversation: Conversation,
  mode: "reply" | "note",
  text: string,
  uploads: Draft[],
  quoted: Message | null,
): Degradation[] {
  const [hints, setHints] = useState<Degradation[]>([]);
  const ready = uploads.flatMap(({ stored }) => (stored === undefined ? [] : [stored]));
  const asks = mode === "reply" && (ready.length > 0 || text.length > LONG_TEXT || quoted !== null);
  const body: Outbound | null = !asks
    ? null
    : ready[0] === undefined
      ? { kind: "text", text: text.trim() === "" ? "…" : text, ...quoteOf(quoted) }
      : ({ kind: ready[0].kind, attachmentId: ready[0].id, ...captionOf(text, ready.length), ...quoteOf(quoted) } as Outbound);
  const key = body === null ? "" : JSON.stringify(body);
  useEffect(() => {
    if (key === "") return setHints([]);
    let stale = false;
    const timer = setTimeout(() => {
      api
        .POST("/api/v1/conversations/{conversationId}/messages/preview", {
          params: { path: { conversationId: conversation.id } },
          body: JSON.parse(key) as Outbound,
        })
        .then(({ data }) => !stale && setHints(data?.changes ?? []))
        // A preview that fails says nothing; the send itself will.
        .catch(() => undefined);
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [key, conversation.id]);
  return hints;
}

const quoteOf = (quoted: Message | null) => (quoted === null ? {} : { replyToId: quoted.id });
const captionOf = (text: string, files: number) => (text.trim() === "" || files > 1 ? {} : { text: text.trim() });
