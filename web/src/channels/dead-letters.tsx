import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCcw } from "lucide-react";
import { useMemo, useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { useText } from "../text/text.tsx";
import { ago } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { ChannelMark } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import { useSort } from "../ui/use-sort.ts";
import styles from "./dead-letters.module.css";
import entry from "./entry.module.css";
import { deadLettersQuery } from "./queries.ts";
import { useChannelText } from "./words/use-channel-text.ts";

interface DeadLetter {
  id: string;
  channelId: string;
  reason: string;
  error: string;
  failedAt: string;
  body: string;
}

/** So many are taken back at once. */
const MOST = 200;

/** What came and could not be processed: see it, understand it, run one or many again. */
export function DeadLetters({ channels }: { channels: Channel[] }) {
  const c = useChannelText();
  const mayReplay = useMay("raw_events.replay");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useSort();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(deadLettersQuery);
  const columns = useColumns(channels);
  const replay = useAct(() => unwrap(api.POST("/api/v1/raw-events/replay", { body: { ids: [...chosen].slice(0, MOST) } })), {
    refresh: [deadLettersQuery.queryKey],
    done({ count }) {
      setChosen(new Set());
      return { text: c("channels.deadReplayed", { count }) };
    },
  });
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  if (data !== undefined && events.length === 0)
    return <Blank icon={<CircleCheck size={20} />} title={c("channels.deadLetters")} text={c("channels.deadNone")} />;
  const selection = {
    chosen,
    onChoose: setChosen,
    isSelectable: isReadable,
    labelOf: ({ error }: DeadLetter) => error,
    all: c("channels.deadSelectAll"),
    acts: (
      <Button tone="primary" disabled={chosen.size === 0} busy={replay.busy} onClick={() => void replay.run()}>
        <RotateCcw size={16} /> {c("channels.deadReplay", { count: chosen.size })}
      </Button>
    ),
  };
  return (
    <section className={entry.section} aria-label={c("channels.deadLetters")}>
      <p className={ink.secondary}>{c("channels.deadLead")}</p>
      <DataTable<DeadLetter>
        label={c("channels.deadLetters")}
        rows={events}
        idOf={({ id }) => id}
        columns={columns}
        sort={sort}
        onSort={setSort}
        {...(mayReplay ? { selection } : {})}
        detail={{ label: c("channels.deadBody"), show: (event) => <Body event={event} /> }}
        csv={{ fileName: "dead-letters.csv", label: c("channels.deadCsv") }}
      />
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{c("channels.deadMore")}</Button>}
    </section>
  );
}

/** Nothing can be done again with what is no readable body. */
const isReadable = ({ reason }: DeadLetter) => reason !== "malformed";

function useColumns(channels: Channel[]): Column<DeadLetter>[] {
  const t = useText();
  const c = useChannelText();
  const now = useNow();
  return useMemo(() => {
    const channelOf = ({ channelId }: DeadLetter) => channels.find(({ id }) => id === channelId);
    return [
      {
        id: "channel",
        title: c("channels.deadChannel"),
        width: "30%",
        isMinor: true,
        value: (event) => channelOf(event)?.name ?? "",
        cell: (event) => <ChannelCell channel={channelOf(event)} />,
      },
      {
        id: "error",
        title: c("channels.deadError"),
        value: ({ error }) => error,
        cell: ({ error }) => <span className={ink.mono}>{error}</span>,
      },
      {
        id: "failedAt",
        title: c("channels.deadWhen"),
        width: "110px",
        value: ({ failedAt }) => failedAt,
        cell: ({ failedAt }) => <span className={classes(ink.quiet, ink.small)}>{ago(now - Date.parse(failedAt), t)}</span>,
      },
    ];
  }, [channels, c, t, now]);
}

const ChannelCell = ({ channel }: { channel: Channel | undefined }) =>
  channel === undefined ? null : (
    <span className={styles.channel}>
      <ChannelMark kind={channel.kind} size={20} /> <span className={ink.oneLine}>{channel.name}</span>
    </span>
  );

/** What came, as it came. */
function Body({ event }: { event: DeadLetter }) {
  const c = useChannelText();
  return (
    <>
      {!isReadable(event) && <p className={classes(ink.small, ink.quiet)}>{c("channels.deadMalformed")}</p>}
      <p className={ink.mono}>{event.error}</p>
      <pre className={classes(ink.mono, styles.raw)}>{event.body}</pre>
    </>
  );
}
