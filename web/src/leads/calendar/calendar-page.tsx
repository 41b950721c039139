import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { dayIn, daysLater, startOf, weekOf } from "../../text/days.ts";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { CalendarDays, ChevronLeft, ChevronRight } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { useNow } from "../../ui/use-now.ts";
import { AppointmentLine } from "./appointment-line.tsx";
import { AppointmentPanel } from "./appointment-panel.tsx";
import styles from "./calendar.module.css";
import { type CalendarSearch, readCalendarSearch, toCalendar } from "./paths.ts";
import { hostsQuery, weekQuery } from "./queries.ts";
import { dayTitle } from "./texts.ts";
import { useWords } from "./words/words.ts";

/** A week of appointments, day beside day, of everybody or of one. The address holds the week, whose it is, and which one is open. */
export function CalendarPage() {
  const t = useWords();
  const navigate = useNavigate();
  const { timeZone } = useLocale();
  const search = useSearch({ strict: false, select: readCalendarSearch });
  const today = dayIn(new Date(useNow()), timeZone);
  const day = search.day ?? today;
  const set = (next: { [Key in keyof CalendarSearch]: CalendarSearch[Key] | undefined }) =>
    void navigate({ ...toCalendar(readCalendarSearch({ ...search, ...next })), replace: true });
  return (
    <Page title={t("nav.calendar")}>
      <div className={styles.withPanel} data-open={search.appointment === undefined ? undefined : ""}>
        <div className={styles.page}>
          <Bar day={day} member={search.member} onSet={set} />
          <Week day={day} today={today} search={search} />
        </div>
        {search.appointment !== undefined && (
          <AppointmentPanel appointmentId={search.appointment} onClose={() => set({ appointment: undefined })} />
        )}
      </div>
    </Page>
  );
}

interface BarProps {
  day: string;
  member: string | undefined;
  onSet: (next: { [Key in keyof CalendarSearch]: CalendarSearch[Key] | undefined }) => void;
}

function Bar({ day, member, onSet }: BarProps) {
  const t = useWords();
  const hosts = useQuery(hostsQuery).data?.items ?? [];
  return (
    <div className={styles.bar}>
      <IconButton label={t("calendar.before")} onClick={() => onSet({ day: daysLater(day, -7) })}>
        <ChevronLeft size={16} />
      </IconButton>
      <Button size="small" onClick={() => onSet({ day: undefined })}>
        {t("calendar.today")}
      </Button>
      <IconButton label={t("calendar.after")} onClick={() => onSet({ day: daysLater(day, 7) })}>
        <ChevronRight size={16} />
      </IconButton>
      <select
        className={styles.choice}
        aria-label={t("calendar.member")}
        value={member ?? ""}
        onChange={({ target }) => onSet({ member: target.value === "" ? undefined : target.value })}
      >
        <option value="">{t("calendar.everybody")}</option>
        {hosts.map(({ memberId, name }) => (
          <option key={memberId} value={memberId}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Week({ day, today, search }: { day: string; today: string; search: CalendarSearch }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const days = weekOf(day);
  const [first = day] = days;
  const week = useQuery(weekQuery(startOf(first, timeZone), startOf(daysLater(first, 7), timeZone), search.member));
  if (week.isPending)
    return (
      <Skeleton>
        <SkeletonBar width="60%" top={12} />
        <SkeletonBar width="80%" top={12} />
      </Skeleton>
    );
  if (week.isError) return <LoadError error={week.error} onRetry={() => void week.refetch()} />;
  const { items, nextCursor } = week.data;
  const byDay = Map.groupBy(items, ({ startsAt }) => dayIn(new Date(startsAt), timeZone));
  return (
    <>
      {nextCursor !== null && <p className={styles.meta}>{t("calendar.more")}</p>}
      {items.length === 0 && <Blank icon={<CalendarDays size={20} />} title={t("calendar.none")} text={t("calendar.noneText")} />}
      <ol className={styles.week} aria-label={t("nav.calendar")}>
        {days.map((one) => {
          const own = byDay.get(one) ?? [];
          return (
            <li key={one} className={styles.day} data-today={one === today ? "" : undefined} data-empty={own.length === 0 ? "" : undefined}>
              <h2>{dayTitle(one, language)}</h2>
              {own.length === 0 ? (
                <p className={styles.meta}>{t("calendar.free")}</p>
              ) : (
                <ol className={styles.lines}>
                  {own.map((appointment) => (
                    <li key={appointment.id}>
                      <AppointmentLine
                        appointment={appointment}
                        target={toCalendar({ ...search, appointment: appointment.id })}
                        isOpen={search.appointment === appointment.id}
                      />
                    </li>
                  ))}
                </ol>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
