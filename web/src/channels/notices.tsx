import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Channel } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { CircleCheck } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { useNow } from "../ui/use-now.ts";
import { useSort } from "../ui/use-sort.ts";
import { ChannelCell } from "./channel-cell.tsx";
import styles from "./dead-letters.module.css";
import entry from "./entry.module.css";
import { noticesQuery } from "./queries.ts";
import { ReplayButton } from "./replay-button.tsx";
import { type ChannelText, useWords } from "./words/words.ts";

type Notice = paths["/api/v1/channel-notices"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** What providers said of accounts, what was left out on purpose, and what is not understood yet. */
export function Notices({ channels }: { channels: Channel[] }) {
  const t = useWords();
  const [sort, setSort] = useSort();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(noticesQuery);
  const columns = useColumns(channels);
  const notices = data?.pages.flatMap(({ items }) => items) ?? [];
  if (data !== undefined && notices.length === 0)
    return <Blank icon={<CircleCheck size={20} />} title={t("channels.notices")} text={t("channels.noticesNone")} />;
  return (
    <section className={entry.section} aria-label={t("channels.notices")}>
      <p className={ink.secondary}>{t("channels.noticesLead")}</p>
      <DataTable<Notice>
        label={t("channels.notices")}
        rows={notices}
        idOf={({ id }) => id}
        columns={columns}
        sort={sort}
        onSort={setSort}
        detail={{ label: t("channels.deadBody"), show: (notice) => <Body notice={notice} /> }}
        csv={{ fileName: "channel-notices.csv", label: t("channels.deadCsv") }}
      />
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t("channels.deadMore")}</Button>}
    </section>
  );
}

function useColumns(channels: Channel[]): Column<Notice>[] {
  const t = useWords();
  const now = useNow();
  const { language, timeZone } = useLocale();
  return useMemo(() => {
    const channelOf = ({ channelId }: Notice) => channels.find(({ id }) => id === channelId);
    return [
      {
        id: "channel",
        title: t("channels.deadChannel"),
        width: "30%",
        isMinor: true,
        value: (notice) => channelOf(notice)?.name ?? "",
        cell: (notice) => <ChannelCell channel={channelOf(notice)} kind="" />,
      },
      { id: "kind", title: t("channels.noticeWhat"), value: ({ kind }) => kind, cell: ({ kind }) => <span>{noticeText(kind, t)}</span> },
      {
        id: "occurredAt",
        title: t("channels.deadWhen"),
        width: "140px",
        value: ({ occurredAt }) => occurredAt,
        cell: ({ occurredAt }) => <span className={classes(ink.quiet, ink.small)}>{stamp(occurredAt, now, t, language, timeZone)}</span>,
      },
    ];
  }, [channels, t, now, language, timeZone]);
}

/** A notice is named `family:detail`; a family that has no words of its own is said by its name. */
function noticeText(kind: string, t: ChannelText): string {
  const [family = kind, ...rest] = kind.split(":");
  const detail = rest.join(":");
  const words = t.find(`channels.notice.${family}`) ?? t("channels.noticeOther", { kind: family });
  return detail === "" ? words : `${words} (${detail})`;
}

function Body({ notice: { kind, body, rawEventId } }: { notice: Notice }) {
  const t = useWords();
  return (
    <>
      <p className={classes(ink.mono, ink.small, ink.quiet)}>{kind}</p>
      <pre className={classes(ink.mono, styles.raw)}>{JSON.stringify(body, null, 2)}</pre>
      {rawEventId === null ? (
        <p className={classes(ink.small, ink.quiet)}>{t("channels.noticeSourceGone")}</p>
      ) : (
        <ReplayButton rawEventId={rawEventId} />
      )}
    </>
  );
}
