import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";
import { api, type Conversation, unwrap } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import ink from "../../ui/ink.module.css";
import { useToast } from "../../ui/toast.tsx";
import { useAct } from "../../ui/use-act.ts";
import styles from "./canned-list.module.css";
import { type ListKeys, matching } from "./find-slash.ts";
import { type CannedReply, cannedQuery, variablesQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface CannedListProps {
  conversation: Conversation;
  /** What was typed after the slash. */
  name: string;
  /** The field hears the keys and hands them on. */
  keys: RefObject<ListKeys | null>;
  onInsert: (text: string) => void;
}

/** The replies for what is typed, above the field; what is chosen is written out by the server for this conversation. */
export default function CannedList({ conversation, name, keys, onInsert }: CannedListProps) {
  const t = useWords();
  const toast = useToast();
  const { language } = useLocale();
  const { data } = useQuery(cannedQuery);
  const variables = useQuery(variablesQuery).data?.items ?? [];
  const [place, setPlace] = useState(0);
  const found = matching(data?.items ?? [], name, conversation.queue?.id ?? null);
  const current = Math.min(place, found.length - 1);
  const insert = useAct(t, ({ id }: CannedReply) =>
    unwrap(
      api.POST("/api/v1/conversations/{conversationId}/canned-replies/{replyId}", {
        params: { path: { conversationId: conversation.id, replyId: id } },
      }),
    ),
  );
  async function choose(reply: CannedReply) {
    const written = await insert.run(reply);
    if (written === undefined) return;
    onInsert(written.text);
    if (written.missing.length === 0) return;
    const names = written.missing.map((id) => variables.find((one) => one.id === id)?.label[language] ?? id);
    toast.show({ text: t("canned.missing", { names: names.join(", ") }) });
  }
  useEffect(() => {
    keys.current = (key) => {
      if (data === undefined) return key === "Enter"; // nobody knows yet whether what was typed is a name
      const chosen = found[current];
      if (chosen === undefined) return false; // what was typed is no name: Enter sends it
      if (key === "ArrowDown") setPlace((current + 1) % found.length);
      else if (key === "ArrowUp") setPlace((current + found.length - 1) % found.length);
      else if (key === "Enter" || key === "Tab") void choose(chosen);
      else return false;
      return true;
    };
    return () => {
      keys.current = null;
    };
  });
  if (data === undefined) return null;
  return (
    <div role="listbox" aria-label={t("canned.list")} className={styles.list}>
      {found.length === 0 && <p className={ink.quiet}>{t("canned.noMatch")}</p>}
      {found.map((reply, index) => (
        <button
          key={reply.id}
          type="button"
          role="option"
          aria-selected={index === current}
          tabIndex={-1}
          className={styles.reply}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void choose(reply)}
        >
          <span className={ink.medium}>/{reply.name}</span>
          <span className={ink.oneLine}>{reply.text}</span>
        </button>
      ))}
    </div>
  );
}
