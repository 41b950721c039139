import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Fragment, useRef } from "react";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { useLocale } from "../text/locale.tsx";
import { dayLine } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Bell, Check as CheckIcon, Settings2 } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { Switch } from "../ui/switch.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import { NoticeRow } from "./notice-row.tsx";
import styles from "./notices-page.module.css";
import { GROUPS, type NoticesSearch, readNoticesSearch, toNoticeSettings } from "./paths.ts";
import { type Notice, noticeList, readAbout, readOne } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["notices"]];

/** What this member was told, day by day. The address holds which part of it. */
export function NoticesPage() {
  const t = useWords();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readNoticesSearch });
  const list = useInfiniteQuery(noticeList(search));
  const rows = useRef<HTMLDivElement>(null);
  const readAll = useAct(t, () => readAbout(), { refresh });
  const read = useAct(t, readOne, { refresh });
  const notices = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const unread = list.data?.pages[0]?.unread;
  const setSearch = (next: NoticesSearch) => void navigate({ to: ".", search: readNoticesSearch({ ...next }) as never, replace: true }); // the router knows each page's own words

  const links = () => [...(rows.current?.querySelectorAll<HTMLElement>("a[data-notice]") ?? [])];
  const at = () => links().indexOf(document.activeElement as HTMLElement); // −1 where the focus is elsewhere
  const move = (step: number) => links()[Math.min(Math.max(at() + step, 0), links().length - 1)]?.focus();
  useShortcuts({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    e: () => {
      const id = links()[at()]?.dataset["notice"];
      if (id !== undefined) void read.run(id);
    },
  });

  return (
    <Page
      title={t("nav.notices")}
      tabs={
        <Tabs
          label={t("notices.groups")}
          selected={search.group ?? "all"}
          onSelect={(group) => setSearch({ ...search, group })}
          tabs={GROUPS.map((id) => ({
            id,
            label: t(`notices.group.${id}`),
            ...(unread === undefined || unread[id] === 0 ? {} : { count: unread[id] }),
          }))}
        />
      }
      act={
        <Link {...toNoticeSettings()} className={buttonClass({ tone: "ghost", size: "small" })}>
          <Settings2 size={14} /> {t("notices.preferences")}
        </Link>
      }
    >
      <div className={styles.list} ref={rows}>
        <div className={styles.bar}>
          <Switch
            label={t("notices.onlyUnread")}
            on={search.unread === true}
            onChange={(on) =>
              setSearch({ ...(search.group === undefined ? {} : { group: search.group }), ...(on ? { unread: true } : {}) })
            }
          />
          <Spacer />
          {(unread?.all ?? 0) > 0 && (
            <Button size="small" busy={readAll.busy} onClick={() => void readAll.run()}>
              <CheckIcon size={14} /> {t("notices.readAll")}
            </Button>
          )}
        </div>
        {list.isPending && (
          <Skeleton>
            <SkeletonBar width="60%" top={12} />
            <SkeletonBar width="80%" top={12} />
          </Skeleton>
        )}
        {list.isError && notices.length === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && notices.length === 0 && (
          <Blank icon={<Bell size={20} />} title={t("notices.none")} text={t("notices.noneText")} />
        )}
        <Days notices={notices} onRead={(id) => void read.run(id)} />
        {list.hasNextPage && (
          <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("notices.more")}
          </Button>
        )}
      </div>
    </Page>
  );
}

function Days({ notices, onRead }: { notices: readonly Notice[]; onRead: (id: string) => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const days = Map.groupBy(notices, ({ happenedAt }) => dayLine(happenedAt, now, t, language, timeZone));
  return [...days].map(([day, theirs]) => (
    <Fragment key={day}>
      <h2 className={styles.day}>{day}</h2>
      <ul className={styles.rows}>
        {theirs.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} onRead={() => onRead(notice.id)} />
        ))}
      </ul>
    </Fragment>
  ));
}
