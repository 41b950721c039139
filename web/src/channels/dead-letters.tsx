import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { Blank } from "../inbox/conversation-list.tsx";
import { useMay } from "../shell/session.tsx";
import { problemText } from "../text/problems.ts";
import { ago } from "../text/times.ts";
import { ChannelMark } from "../ui/channel-mark.tsx";
import { CircleCheck, RotateCcw, X } from "../ui/icons.generated.ts";
import { useToast } from "../ui/toast.tsx";
import { useNow } from "../ui/use-now.ts";
import { useWords } from "./words/words.ts";

const keyOf = ({ source, id }: { source: string; id: string }) => `${source} ${id}`;

/** What came and could not be processed: see it, understand it, run one or many again. */
export function DeadLetters({ channels }: { channels: Channel[] }) {
  const t = useWords();
  const now = useNow();
  const toast = useToast();
  const client = useQueryClient();
  const mayReplay = useMay("dead_letters.replay");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["dead-letters"],
    queryFn: ({ pageParam }) =>
      unwrap(api.GET("/api/v1/dead-letters", { params: { query: { limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  const replayable = events.filter(({ isReplayable }) => isReplayable);
  if (data !== undefined && events.length === 0)
    return <Blank icon={<CircleCheck size={20} />} title={t("channels.deadLetters")} text={t("channels.deadNone")} />;

  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }
  async function replay() {
    setBusy(true);
    try {
      const items = events
        .filter((event) => chosen.has(keyOf(event)))
        .slice(0, 200)
        .map(({ source, id }) => ({ source, id }));
      const { count } = await unwrap(api.POST("/api/v1/dead-letters/replay", { body: { items } }));
      toast.show({ text: t("channels.deadReplayed", { count }) });
      setChosen(new Set());
      await client.invalidateQueries({ queryKey: ["dead-letters"] });
    } catch (error) {
      toast.show({ text: problemText(error, t) });
    } finally {
      setBusy(false);
    }
  }
  async function dismiss({ source, id }: { source: string; id: string }) {
    setBusy(true);
    try {
      await unwrap(api.DELETE("/api/v1/dead-letters/{source}/{letterId}", { params: { path: { source, letterId: id } } }));
      toast.show({ text: t("channels.deadDismissed") });
      await client.invalidateQueries({ queryKey: ["dead-letters"] });
    } catch (error) {
      toast.show({ text: problemText(error, t) });
    } finally {
      setBusy(false);
    }
  }
  return (
    <section className="dead" aria-label={t("channels.deadLetters")}>
      <p className="t2">{t("channels.deadLead")}</p>
      {mayReplay && (
        <div className="acts">
          <label className="select-all">
            <input
              type="checkbox"
              checked={replayable.length > 0 && replayable.every((event) => chosen.has(keyOf(event)))}
              onChange={(event) => setChosen(new Set(event.target.checked ? replayable.map(keyOf) : []))}
            />
            {t("channels.deadSelectAll")}
          </label>
          <span className="sp" />
          <button type="button" className="btn pri" disabled={chosen.size === 0} aria-busy={busy} onClick={() => void replay()}>
            <RotateCcw size={16} /> {t("channels.deadReplay", { count: chosen.size })}
          </button>
        </div>
      )}
      <ul className="cards one">
        {events.map((event) => {
          const channel = channels.find(({ id }) => id === event.channelId);
          const readable = event.isReplayable;
          const key = keyOf(event);
          return (
            <li key={key} className="card channel">
              <div className="top">
                {mayReplay && (
                  <input
                    type="checkbox"
                    aria-label={event.error}
                    disabled={!readable}
                    checked={chosen.has(key)}
                    onChange={() => toggle(key)}
                  />
                )}
                {channel !== undefined && <ChannelMark kind={channel.kind} size={20} />}
                <b className="el">{channel?.name ?? event.kind}</b>
                <span className="sp" />
                <span className="t3 fs12">{ago(now - Date.parse(event.failedAt), t)}</span>
              </div>
              <p className="mono">{event.error}</p>
              {channel !== undefined && event.source !== "raw_event" && <p className="fs12 t3">{event.kind}</p>}
              {!readable && <p className="fs12 t3">{t("channels.deadMalformed")}</p>}
              <details>
                <summary>{t("channels.deadBody")}</summary>
                <pre className="mono raw">{event.body}</pre>
              </details>
              {mayReplay && (
                <div className="acts">
                  <button type="button" className="btn" disabled={busy} onClick={() => void dismiss(event)}>
                    <X size={16} /> {t("channels.deadDismiss")}
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {hasNextPage && (
        <button type="button" className="btn" onClick={() => void fetchNextPage()}>
          {t("channels.deadMore")}
        </button>
      )}
    </section>
  );
}
