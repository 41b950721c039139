import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import type { Channel } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import ink from "../ui/ink.module.css";
import { useNow } from "../ui/use-now.ts";
import { useSort } from "../ui/use-sort.ts";
import { ChannelCell } from "./channel-cell.tsx";
import styles from "./dead-letters.module.css";
import entry from "./entry.module.css";
import { metaAppsQuery, type ReceivedFilter, receivedQuery } from "./queries.ts";
import filters from "./received.module.css";
import { ReplayButton } from "./replay-button.tsx";
import { useWords } from "./words/words.ts";

type Received = paths["/api/v1/raw-events"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** All that providers sent, as it came: by channel, time and person; any of it is processed again. */
export function ReceivedBodies({ channels }: { channels: Channel[] }) {
  const t = useWords();
  const [filter, setFilter] = useState<ReceivedFilter>({});
  const [sort, setSort] = useSort();
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(receivedQuery(filter));
  const columns = useColumns(channels);
  const bodies = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={entry.section} aria-label={t("channels.received")}>
      <p className={ink.secondary}>{t("channels.receivedLead")}</p>
      <Filter channels={channels} onFilter={setFilter} />
      <DataTable<Received>
        label={t("channels.received")}
        rows={bodies}
        idOf={({ id }) => id}
        columns={columns}
        sort={sort}
        onSort={setSort}
        detail={{ label: t("channels.deadBody"), show: (body) => <Body received={body} /> }}
      />
      {data !== undefined && bodies.length === 0 && <p className={ink.quiet}>{t("channels.receivedNone")}</p>}
      {hasNextPage && (
        <Button busy={isFetching} onClick={() => void fetchNextPage()}>
          {t("channels.deadMore")}
        </Button>
      )}
    </section>
  );
}

function Filter({ channels, onFilter }: { channels: Channel[]; onFilter: (filter: ReceivedFilter) => void }) {
  const t = useWords();
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string) => String(form.get(name) ?? "").trim();
    const timeOf = (name: string) => (given(name) === "" ? undefined : new Date(given(name)).toISOString());
    const [since, until, person, channelId] = [timeOf("since"), timeOf("until"), given("person"), given("channelId")];
    onFilter({
      ...(channelId === "" ? {} : { channelId }),
      ...(person.length < 3 ? {} : { person }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    });
  };
  return (
    <form className={filters.filter} onSubmit={search}>
      <SelectField label={t("channels.deadChannel")} name="channelId">
        <option value="">{t("channels.receivedAll")}</option>
        {channels.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField label={t("channels.receivedPerson")} name="person" maxLength={120} />
      <TextField label={t("channels.receivedSince")} name="since" type="datetime-local" />
      <TextField label={t("channels.receivedUntil")} name="until" type="datetime-local" />
      <Button type="submit">{t("channels.receivedSearch")}</Button>
    </form>
  );
}

function useColumns(channels: Channel[]): Column<Received>[] {
  const t = useWords();
  const now = useNow();
  const { language, timeZone } = useLocale();
  const { data } = useQuery(metaAppsQuery);
  return useMemo(() => {
    const channelOf = ({ channelId }: Received) => channels.find(({ id }) => id === channelId);
    const appOf = ({ metaAppId }: Received) => data?.items.find(({ id }) => id === metaAppId)?.name ?? "";
    return [
      {
        id: "channel",
        title: t("channels.deadChannel"),
        width: "30%",
        isMinor: true,
        value: (received) => channelOf(received)?.name ?? appOf(received),
        cell: (received) => <ChannelCell channel={channelOf(received)} kind={appOf(received)} />,
      },
      {
        id: "body",
        title: t("channels.receivedBody"),
        cell: ({ body, error }) => (
          <span className={classes(ink.mono, ink.oneLine, error !== null && ink.danger)}>{error ?? body.slice(0, 200)}</span>
        ),
      },
      {
        id: "receivedAt",
        title: t("channels.deadWhen"),
        width: "140px",
        value: ({ receivedAt }) => receivedAt,
        cell: ({ receivedAt }) => <span className={classes(ink.quiet, ink.small)}>{stamp(receivedAt, now, t, language, timeZone)}</span>,
      },
    ];
  }, [channels, data, t, now, language, timeZone]);
}

const Body = ({ received: { id, body, error } }: { received: Received }) => (
  <>
    {error !== null && <p className={ink.mono}>{error}</p>}
    <pre className={classes(ink.mono, styles.raw)}>{body}</pre>
    <ReplayButton rawEventId={id} />
  </>
);
