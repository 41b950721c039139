import { useEffect, useState } from "react";
import type { Degradation } from "../../../../content/degrade.ts";
import { api, type Conversation, type Outbound } from "../../api/client.ts";
import type { Draft } from "../drafts/draft-store.ts";

const LONG_TEXT = 900;
const WAIT_MS = 400;

/** Asks what the channel would make of a message, before it is sent: only where that can be anything else than what was written. */
export function useDegradation(
  conversation: Conversation,
  mode: "reply" | "note",
  text: string,
  files: Draft["files"],
  quoted: Draft["quoted"],
): Degradation[] {
  const [hints, setHints] = useState<Degradation[]>([]);
  const asks = mode === "reply" && (files.length > 0 || text.length > LONG_TEXT || quoted !== null);
  const body: Outbound | null = !asks
    ? null
    : files[0] === undefined
      ? { kind: "text", text: text.trim() === "" ? "…" : text, ...quoteOf(quoted) }
      : ({ kind: files[0].kind, attachmentId: files[0].id, ...captionOf(text, files.length), ...quoteOf(quoted) } as Outbound);
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

const quoteOf = (quoted: Draft["quoted"]) => (quoted === null ? {} : { replyToId: quoted.id });
const captionOf = (text: string, files: number) => (text.trim() === "" || files > 1 ? {} : { text: text.trim() });
