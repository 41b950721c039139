import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Outbound, unwrap } from "../../api/client.ts";
import { useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { classes } from "../../ui/classes.ts";
import { wallTime } from "../../ui/filter-builder/wall-time.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { CalendarClock, CircleAlert, Pencil, X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { momentText } from "./moment-text.ts";
import { type Scheduled, scheduledQuery } from "./queries.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import styles from "./scheduled.module.css";
import { useWords } from "./words/words.ts";

type Words = ReturnType<typeof useWords>;

/** What waits to leave here and what did not leave, above the field: changed by its author, cancelled by whoever answers. */
export default function ScheduledStrip({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const me = useMe();
  const { language, timeZone } = useLocale();
  const { data } = useQuery(scheduledQuery(conversationId));
  const [edited, setEdited] = useState<Scheduled | null>(null);
  const refresh = [["scheduled", conversationId]];
  const drop = useAct(
    t,
    ({ id }: Scheduled) => unwrap(api.DELETE("/api/v1/scheduled-messages/{scheduledId}", { params: { path: { scheduledId: id } } })),
    { refresh, done: (_, { state }) => (state === "pending" ? { text: t("schedule.dropped") } : undefined) },
  );
  const change = useAct(
    t,
    ({ id, ...body }: { id: string; at: string; unlessAnswered: boolean; message?: Outbound }) =>
      unwrap(api.PATCH("/api/v1/scheduled-messages/{scheduledId}", { params: { path: { scheduledId: id } }, body })),
    { refresh },
  );
  if (data === undefined || data.items.length === 0) return null;
  return (
    <>
      <ul className={styles.strip} aria-label={t("schedule.list")}>
        {data.items.map((one) => (
          <li key={one.id}>
            {one.state === "pending" ? <CalendarClock size={14} /> : <CircleAlert size={14} />}
            <span className={classes(styles.what, ink.oneLine)}>{wordsOf(one, t)}</span>
            <span className={classes(styles.when, one.state === "refused" && styles.failed)}>
              {stateOf(one, t, momentText(one.dueAt, language, timeZone))}
            </span>
            {one.author.id === me.id && (
              <IconButton label={t("schedule.edit")} onClick={() => setEdited(one)}>
                <Pencil size={14} />
              </IconButton>
            )}
            <IconButton label={t(one.state === "pending" ? "schedule.drop" : "schedule.forget")} onClick={() => void drop.run(one)}>
              <X size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      {edited !== null && (
        <ScheduleDialog
          at={wallTime(edited.dueAt, timeZone)}
          unlessAnswered={edited.unlessAnswered}
          {...(edited.message["kind"] === "text" ? { text: String(edited.message["text"]) } : {})}
          onClose={() => setEdited(null)}
          onSave={async ({ at, unlessAnswered, text }) => {
            // The server gave the message as it had taken it.
            const message = text === undefined ? {} : { message: { ...edited.message, text } as Outbound };
            return (await change.run({ id: edited.id, at, unlessAnswered, ...message })) !== undefined;
          }}
        />
      )}
    </>
  );
}

function wordsOf({ message }: Scheduled, t: Words): string {
  if (message["kind"] === "template") return t("schedule.template", { name: String(message["name"]) });
  return typeof message["text"] === "string" ? message["text"] : t("schedule.file");
}

function stateOf({ state, failure, unlessAnswered }: Scheduled, t: Words, when: string): string {
  if (state === "answered") return t("schedule.answered");
  if (state === "refused") return t("schedule.refused", { reason: t.find(`problem.${failure?.code}`) ?? failure?.message ?? "" });
  return t(unlessAnswered ? "schedule.waitsUnless" : "schedule.waits", { when });
}
