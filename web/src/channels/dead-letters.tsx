import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCcw } from "lucide-react";
import { useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { useWords } from "../text/text.tsx";
import { ago } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import card from "../ui/card.module.css";
import { ChannelMark } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import styles from "./dead-letters.module.css";
import entry from "./entry.module.css";
import { deadLettersQuery } from "./queries.ts";
import { useChannelText } from "./words/use-channel-text.ts";

/** What came and could not be processed: see it, understand it, run one or many again. */
export function DeadLetters({ channels }: { channels: Channel[] }) {
  const { t } = useWords();
  const c = useChannelText();
  const now = useNow();
  const mayReplay = useMay("raw_events.replay");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(deadLettersQuery);
  const replay = useAct(() => unwrap(api.POST("/api/v1/raw-events/replay", { body: { ids: [...chosen].slice(0, 200) } })), {
    refresh: [deadLettersQuery.queryKey],
    done({ count }) {
      setChosen(new Set());
      return { text: c("channels.deadReplayed", { count }) };
    },
  });
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  const replayable = events.filter(({ reason }) => reason !== "malformed");
  if (data !== undefined && events.length === 0)
    return <Blank icon={<CircleCheck size={20} />} title={c("channels.deadLetters")} text={c("channels.deadNone")} />;

  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }
  return (
    <section className={entry.section} aria-label={c("channels.deadLetters")}>
      <p className={ink.secondary}>{c("channels.deadLead")}</p>
      {mayReplay && (
        <div className={styles.bulk}>
          <label className={styles.all}>
            <input
              type="checkbox"
              checked={replayable.length > 0 && replayable.every(({ id }) => chosen.has(id))}
              onChange={(event) => setChosen(new Set(event.target.checked ? replayable.map(({ id }) => id) : []))}
            />
            {c("channels.deadSelectAll")}
          </label>
          <Spacer />
          <Button tone="primary" disabled={chosen.size === 0} busy={replay.busy} onClick={() => void replay.run()}>
            <RotateCcw size={16} /> {c("channels.deadReplay", { count: chosen.size })}
          </Button>
        </div>
      )}
      <ul className={classes(entry.entries, entry.single)}>
        {events.map((event) => {
          const channel = channels.find(({ id }) => id === event.channelId);
          const readable = event.reason !== "malformed";
          return (
            <li key={event.id} className={classes(card.card, entry.entry)}>
              <div className={entry.top}>
                {mayReplay && (
                  <input
                    type="checkbox"
                    aria-label={event.error}
                    disabled={!readable}
                    checked={chosen.has(event.id)}
                    onChange={() => toggle(event.id)}
                  />
                )}
                {channel !== undefined && <ChannelMark kind={channel.kind} size={20} />}
                <b className={ink.oneLine}>{channel?.name ?? ""}</b>
                <Spacer />
                <span className={classes(ink.quiet, ink.small)}>{ago(now - Date.parse(event.failedAt), t)}</span>
              </div>
              <p className={ink.mono}>{event.error}</p>
              {!readable && <p className={classes(ink.small, ink.quiet)}>{c("channels.deadMalformed")}</p>}
              <details>
                <summary>{c("channels.deadBody")}</summary>
                <pre className={classes(ink.mono, styles.raw)}>{event.body}</pre>
              </details>
            </li>
          );
        })}
      </ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{c("channels.deadMore")}</Button>}
    </section>
  );
}
