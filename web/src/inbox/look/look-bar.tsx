import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { problemText } from "../../text/problems.ts";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { ChevronDown, ChevronUp, Search, X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { InputBox } from "../../ui/input.tsx";
import { usePaused } from "../../ui/use-paused.ts";
import styles from "./look-bar.module.css";
import { useWords } from "./words/words.ts";

interface LookBarProps {
  conversationId: string;
  onShow: (messageId: string) => void;
  onClose: () => void;
}

/** Looks for words in one conversation: how many there are, and from one to the next, the newest first. */
export default function LookBar({ conversationId, onShow, onClose }: LookBarProps) {
  const t = useWords();
  const [typed, setTyped] = useState("");
  const [place, setPlace] = useState(0);
  const found = useQuery(foundQuery(conversationId, usePaused(typed)));
  const ids = typed.trim() === "" ? [] : (found.data?.ids ?? []);
  const shown = ids[place];
  useEffect(() => {
    if (shown !== undefined) onShow(shown);
  }, [shown, onShow]);
  const step = (by: number) => ids.length > 0 && setPlace((place + by + ids.length) % ids.length);
  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
  }
  const isKnown = typed.trim() !== "" && !found.isFetching;
  return (
    <search className={styles.bar}>
      <InputBox small>
        <Search size={14} />
        <input
          // biome-ignore lint/a11y/noAutofocus: it was opened to type
          autoFocus
          aria-label={t("look.field")}
          placeholder={t("look.field")}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
        />
      </InputBox>
      <span role="status" className={classes(ink.small, ink.quiet, ink.figures)}>
        {found.isError
          ? problemText(found.error, t)
          : isKnown && ids.length === 0
            ? t("look.nothing")
            : ids.length > 0 && t(found.data?.isMore === true ? "look.placeOfMore" : "look.place", { place: place + 1, count: ids.length })}
      </span>
      <IconButton label={t("look.next")} disabled={ids.length === 0} onClick={() => step(1)}>
        <ChevronUp size={16} />
      </IconButton>
      <IconButton label={t("look.previous")} disabled={ids.length === 0} onClick={() => step(-1)}>
        <ChevronDown size={16} />
      </IconButton>
      <IconButton label={t("look.close")} onClick={onClose}>
        <X size={16} />
      </IconButton>
    </search>
  );
}

const MOST = 100;

const foundQuery = (conversationId: string, asked: string) => ({
  queryKey: ["search", conversationId, asked],
  async queryFn({ signal }: { signal: AbortSignal }) {
    const query = { q: asked, conversationId, kinds: "messages,files", limit: MOST };
    const { groups } = await unwrap(api.GET("/api/v1/search", { params: { query }, signal }));
    const hits = groups.flatMap(({ items }) => items).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
    return { ids: [...new Set(hits.map(({ id }) => id))], isMore: groups.some(({ nextCursor }) => nextCursor !== null) };
  },
  enabled: asked.trim() !== "",
  placeholderData: keepPreviousData,
  gcTime: 0,
  retry: false,
});
