import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { toConversation } from "../inbox/paths.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { Switch } from "../ui/switch.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import styles from "./automations.module.css";
import { type Run, rulesRefresh, runList } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface RunLogProps {
  automationId: string;
  mayManage: boolean;
}

/** What a rule did, the newest first: with whom, what came of it, and why not. */
export function RunLog({ automationId, mayManage }: RunLogProps) {
  const t = useWords();
  const [onlyRefused, setOnlyRefused] = useState(false);
  const list = useInfiniteQuery(runList(automationId, onlyRefused));
  const runs = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={styles.card} aria-label={t("rules.log")}>
      <h2>{t("rules.log")}</h2>
      <Switch label={t("rules.onlyRefused")} on={onlyRefused} onChange={setOnlyRefused} />
      {list.isSuccess && runs.length === 0 && <p className={styles.hint}>{t("rules.noLog")}</p>}
      <ul className={styles.examples}>
        {runs.map((run) => (
          <RunLine key={run.id} run={run} mayManage={mayManage} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          …
        </Button>
      )}
    </section>
  );
}

function RunLine({ run, mayManage }: { run: Run; mayManage: boolean }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const retry = useAct(t, () => unwrap(api.POST("/api/v1/automation-runs/{runId}/retries", { params: { path: { runId: run.id } } })), {
    refresh: rulesRefresh,
  });
  const at = (time: string) => stamp(time, now, t, language, timeZone);
  return (
    <li>
      <Link {...toConversation(run.conversationId, { view: "all" })}>{run.contactName}</Link>
      <span className={run.state === "refused" ? styles.refused : undefined}>
        {t(`rules.run.${run.state}`, { until: run.dueAt === null ? "" : at(run.dueAt), why: sayWhy(run.reason, t) })}
      </span>
      {mayManage && run.state === "refused" && (
        <Button size="small" tone="ghost" busy={retry.busy} onClick={() => void retry.run()}>
          {t("rules.retry")}
        </Button>
      )}
      <span>{at(run.endedAt ?? run.begunAt)}</span>
    </li>
  );
}

const WHY = [
  "answered",
  "condition",
  "switched_off",
  "record_changed",
  "conversation_gone",
  "inbox.floor_taken",
  "inbox.window_closed",
  "inbox.may_not_write_first",
] as const;

/** A code in the reader's words; one that nobody has words for is shown as it is. */
function sayWhy(reason: string | null, t: ReturnType<typeof useWords>): string {
  const known = WHY.find((code) => code === reason);
  return known === undefined ? t("rules.why.other", { code: reason ?? "" }) : t(`rules.why.${known}`);
}
