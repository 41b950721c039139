import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { RoomBlock } from "../../../../../flow/block-types.ts";
import type { Block } from "../../../../../flow/document.ts";
import { toConversation } from "../../../inbox/paths.ts";
import { useLocale } from "../../../text/locale.tsx";
import { seconds } from "../../../text/times.ts";
import { Button } from "../../../ui/button.tsx";
import { Fact, Facts } from "../../../ui/facts.tsx";
import ink from "../../../ui/ink.module.css";
import { toFlow } from "../../paths.ts";
import { runsQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { shownExits } from "../say-block.ts";
import styles from "./inspector.module.css";
import { Section } from "./section.tsx";

/** What people did at this block, which way they went, and the conversations behind the numbers. */
export function FiguresPart({ block, rooms }: { block: Block; rooms: readonly RoomBlock[] }) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { figures, language, days } = useEditor();
  const at = figures[block.id];
  if (at === undefined) return null;
  const ways = shownExits(block, reader, language, t, rooms).filter(({ exit }) => (at.exits[exit] ?? 0) > 0);
  const share = (count: number) => (at.visits === 0 ? 0 : Math.round((100 * count) / at.visits));
  const most = Math.max(1, ...ways.map(({ exit }) => at.exits[exit] ?? 0));
  return (
    <Section title={t("flow.lastDays", { days })}>
      <Facts>
        <Fact name={t("flow.figure.visits")}>{at.visits}</Fact>
        <Fact name={t("flow.figure.left")}>{t("flow.ofAll", { count: at.leftHere, percent: share(at.leftHere) })}</Fact>
        <Fact name={t("flow.figure.completed")}>{t("flow.ofAll", { count: at.completed, percent: share(at.completed) })}</Fact>
        {at.medianSeconds !== null && <Fact name={t("flow.figure.median")}>{seconds(at.medianSeconds)}</Fact>}
      </Facts>
      {ways.length > 1 && (
        <ul className={styles.bars}>
          {ways.map(({ exit, label }) => (
            <li key={exit}>
              <span className={ink.oneLine}>{label}</span>
              <span className={styles.bar}>
                <i style={{ width: `${(100 * (at.exits[exit] ?? 0)) / most}%` }} />
              </span>
              <span className={ink.figures}>{share(at.exits[exit] ?? 0)}%</span>
            </li>
          ))}
        </ul>
      )}
      <Behind block={block.id} />
    </Section>
  );
}

/** Conversations that passed here; each opens, or is shown again on the canvas. */
function Behind({ block }: { block: string }) {
  const t = useWords();
  const { flow } = useEditor();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({ ...runsQuery(flow.id, block), enabled: isOpen });
  return (
    <>
      <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("flow.conversations")}
      </Button>
      {isOpen && data !== undefined && (
        <ul className={styles.runs}>
          {data.items.map((run) => (
            <li key={run.id}>
              <Link {...toConversation(run.conversationId, { view: "all" })}>{run.contactName ?? t("flow.someone")}</Link>
              <Link {...toFlow(flow.id, { run: run.id })}>{t("flow.replay")}</Link>
            </li>
          ))}
          {data.items.length === 0 && <li className={ink.quiet}>{t("flow.noConversation")}</li>}
        </ul>
      )}
    </>
  );
}
