import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { useMay } from "../shell/session.tsx";
import { ago } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { CircleCheck, RotateCcw, X } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import { useSort } from "../ui/use-sort.ts";
import { ChannelCell } from "./channel-cell.tsx";
import styles from "./dead-letters.module.css";
import entry from "./entry.module.css";
import { deadLettersQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

type DeadLetter = paths["/api/v1/dead-letters"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** Two sources may have the same id. */
const keyOf = ({ source, id }: DeadLetter) => `${source} ${id}`;

/** So many are taken back at once. */
const MOST = 200;

/** What came and could not be processed: see it, understand it, run one or many again. */
export function DeadLetters({ channels }: { channels: Channel[] }) {
  const t = useWords();
  const mayReplay = useMay("dead_letters.replay");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useSort();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(deadLettersQuery);
  const columns = useColumns(channels);
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  const replay = useAct(
    t,
    () => {
      const items = events.filter((event) => chosen.has(keyOf(event))).map(({ source, id }) => ({ source, id }));
      return unwrap(api.POST("/api/v1/dead-letters/replay", { body: { items: items.slice(0, MOST) } }));
    },
    {
      refresh: [deadLettersQuery.queryKey],
      done({ count }) {
        setChosen(new Set());
        return { text: t("channels.deadReplayed", { count }) };
      },
    },
  );
  if (data !== undefined && events.length === 0)
    return <Blank icon={<CircleCheck size={20} />} title={t("channels.deadLetters")} text={t("channels.deadNone")} />;
  const selection = {
    chosen,
    onChoose: setChosen,
    isSelectable: ({ isReplayable }: DeadLetter) => isReplayable,
    labelOf: ({ error }: DeadLetter) => error,
    all: t("channels.deadSelectAll"),
    acts: (
      <Button tone="primary" disabled={chosen.size === 0} busy={replay.busy} onClick={() => void replay.run()}>
        <RotateCcw size={16} /> {t("channels.deadReplay", { count: chosen.size })}
      </Button>
    ),
  };
  return (
    <section className={entry.section} aria-label={t("channels.deadLetters")}>
      <p className={ink.secondary}>{t("channels.deadLead")}</p>
      <DataTable<DeadLetter>
        label={t("channels.deadLetters")}
        rows={events}
        idOf={keyOf}
        columns={columns}
        sort={sort}
        onSort={setSort}
        {...(mayReplay ? { selection } : {})}
        detail={{
          label: t("channels.deadBody"),
          show: (event) => <Body event={event} hasChannel={channels.some(({ id }) => id === event.channelId)} mayDismiss={mayReplay} />,
        }}
        csv={{ fileName: "dead-letters.csv", label: t("channels.deadCsv") }}
      />
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t("channels.deadMore")}</Button>}
    </section>
  );
}

function useColumns(channels: Channel[]): Column<DeadLetter>[] {
  const t = useWords();
  const now = useNow();
  return useMemo(() => {
    const channelOf = ({ channelId }: DeadLetter) => channels.find(({ id }) => id === channelId);
    return [
      {
        id: "channel",
        title: t("channels.deadChannel"),
        width: "30%",
        isMinor: true,
        value: (event) => channelOf(event)?.name ?? event.kind,
        cell: (event) => <ChannelCell channel={channelOf(event)} kind={event.kind} />,
      },
      {
        id: "error",
        title: t("channels.deadError"),
        value: ({ error }) => error,
        cell: ({ error }) => <span className={ink.mono}>{error}</span>,
      },
      {
        id: "failedAt",
        title: t("channels.deadWhen"),
        width: "110px",
        value: ({ failedAt }) => failedAt,
        cell: ({ failedAt }) => <span className={classes(ink.quiet, ink.small)}>{ago(now - Date.parse(failedAt), t)}</span>,
      },
    ];
  }, [channels, t, now]);
}

/** What came, as it came; who may run it again may also put it away. */
function Body({ event, hasChannel, mayDismiss }: { event: DeadLetter; hasChannel: boolean; mayDismiss: boolean }) {
  const t = useWords();
  const { source, id } = event;
  const dismiss = useAct(
    t,
    () => unwrap(api.DELETE("/api/v1/dead-letters/{source}/{letterId}", { params: { path: { source, letterId: id } } })),
    { refresh: [deadLettersQuery.queryKey], done: () => ({ text: t("channels.deadDismissed") }) },
  );
  return (
    <>
      {hasChannel && source !== "raw_event" && <p className={classes(ink.small, ink.quiet)}>{event.kind}</p>}
      {!event.isReplayable && <p className={classes(ink.small, ink.quiet)}>{t("channels.deadMalformed")}</p>}
      <p className={ink.mono}>{event.error}</p>
      <pre className={classes(ink.mono, styles.raw)}>{event.body}</pre>
      {mayDismiss && (
        <Button size="small" busy={dismiss.busy} onClick={() => void dismiss.run()}>
          <X size={16} /> {t("channels.deadDismiss")}
        </Button>
      )}
    </>
  );
}
