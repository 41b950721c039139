import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { duration } from "../../text/times.ts";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Headset, Plus } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { type Queue, queuesQuery } from "../queries.ts";
import { type DeskText, useWords } from "../words/words.ts";
import { NewQueueDialog } from "./new-queue-dialog.tsx";
import { QueueEditor } from "./queue-editor.tsx";
import styles from "./queues.module.css";
import { useChosen } from "./use-chosen.ts";

/** Every queue, and how the chosen one is served. */
export function QueuesPage() {
  const t = useWords();
  const { data, isError, refetch } = useQuery(queuesQuery);
  const [chosenId, choose] = useChosen();
  const [adding, setAdding] = useState(false);
  const queues = data?.items ?? [];
  const chosen = queues.find(({ id }) => id === chosenId) ?? queues[0];
  return (
    <SettingsPage title={t("settings.queues")}>
      <div className={styles.columns}>
        <div className={styles.list}>
          <div className={styles.listHead}>
            <b>{t("queues.title")}</b> <span className={ink.secondary}>{queues.length}</span>
            <IconButton label={t("queues.add")} className={styles.add} onClick={() => setAdding(true)}>
              <Plus size={16} />
            </IconButton>
          </div>
          {isError && <LoadError onRetry={() => void refetch()} />}
          {queues.map((queue) => (
            <button
              key={queue.id}
              type="button"
              aria-current={queue.id === chosen?.id}
              className={styles.queue}
              onClick={() => choose(queue.id)}
            >
              <b className={ink.oneLine}>{queue.name}</b>
              <span className={classes(ink.small, ink.secondary)}>{summaryOf(queue, t)}</span>
            </button>
          ))}
          <p className={classes(styles.hint, ink.small, ink.secondary)}>{t("queues.hint")}</p>
        </div>
        {chosen !== undefined && <QueueEditor key={chosen.id} queue={chosen} queues={queues} />}
        {data !== undefined && chosen === undefined && (
          <Blank icon={<Headset size={20} />} title={t("queues.none")} text={t("queues.noneText")}>
            <Button size="small" onClick={() => setAdding(true)}>
              {t("queues.add")}
            </Button>
          </Blank>
        )}
      </div>
      {adding && <NewQueueDialog onClose={() => setAdding(false)} onMade={choose} />}
    </SettingsPage>
  );
}

function summaryOf(queue: Queue, t: DeskText): string {
  const promises = [queue.firstResponseSeconds, queue.resolutionSeconds]
    .filter((seconds) => seconds !== null)
    .map((seconds) => duration(seconds * 1000, t));
  const people = t("queues.people", { count: queue.staff.memberIds.length + queue.staff.teamIds.length });
  return [people, promises.join(" / ")].filter((part) => part !== "").join(", ");
}
