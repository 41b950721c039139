import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sayValue } from "../../../rules/say-value.ts";
import { toAiRun } from "../ai/paths.ts";
import { toConversation } from "../inbox/paths.ts";
import { toLeads } from "../leads/paths.ts";
import { toAsset, toOrder } from "../operations/paths.ts";
import { toPart, toPurchase } from "../operations/stock/paths.ts";
import type { Target } from "../shell/room.ts";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { Modal, ModalBody } from "../ui/modal.tsx";
import styles from "./chart.module.css";
import { Waiting } from "./part-states.tsx";
import { type Figure, type RecordRow, recordList } from "./queries.ts";
import { sayStep } from "./say.ts";
import { useFrame, useSayAs } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

const TARGETS: Record<RecordRow["kind"], (id: string) => Target> = {
  conversation: (id) => toConversation(id, { view: "all" }),
  deal: (id) => toLeads({ deal: id }),
  order: toOrder,
  purchase: toPurchase,
  part: toPart,
  asset: toAsset,
  ai_run: toAiRun,
};

/** What stands behind a number: each record leads to its page. */
export function RecordsDialog({ figure, onClose }: { figure: Figure; onClose: () => void }) {
  const t = useWords();
  const say = useSayAs();
  const { language, timeZone } = useLocale();
  const { search, frame } = useFrame();
  const list = useInfiniteQuery(recordList(search, figure.id, frame, figure.isFiltered));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone });
  const { step, from, to } = frame.period;
  const when =
    search.at === undefined ? `${sayStep(from, "day", language)} – ${sayStep(to, "day", language)}` : sayStep(search.at, step, language);
  return (
    <Modal title={`${figure.label[language]}, ${when}`} onClose={onClose} size="wide">
      <ModalBody>
        <p className={styles.meaning}>{figure.meaning[language]}</p>
        {list.isPending || (list.isError && rows.length === 0) ? (
          <Waiting failed={list.isError} onRetry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <p className={styles.nothing}>{t("analytics.nothing")}</p>
        ) : (
          <ul className={styles.records}>
            {rows.map(({ kind, id, title, at, value }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a conversation may stand there more than once, for each of its sessions
              <li key={`${id}${index}`}>
                <Link {...TARGETS[kind](id)}>{title ?? t("analytics.unnamed")}</Link>
                <time dateTime={at}>{time.format(new Date(at))}</time>
                <span>{figure.unit === "count" ? "" : sayRow(figure, value)}</span>
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("analytics.more")}
          </Button>
        )}
      </ModalBody>
    </Modal>
  );

  function sayRow({ unit }: Figure, value: number | null): string {
    if (unit === "share") return t(value === 1 ? "analytics.yes" : "analytics.no");
    return sayValue(unit, value, say);
  }
}
