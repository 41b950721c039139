import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { CircleCheck } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./ai.module.css";
import { type Gap, gapsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["knowledge"]];

/** What people asked and nothing answers, what is asked most first; answered here, it is published at once. */
export function GapList() {
  const t = useWords();
  const { data, error, refetch } = useQuery(gapsQuery);
  const [openId, setOpenId] = useState<string | null>(null);
  if (error !== null && data === undefined) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (data?.items.length === 0) return <Blank icon={<CircleCheck size={20} />} title={t("gaps.none")} text={t("gaps.noneText")} />;
  return (
    <ul className={styles.rows} aria-label={t("knowledge.tab.gaps")}>
      {data?.items.map((gap) => (
        <GapRow key={gap.id} gap={gap} isOpen={gap.id === openId} onOpen={(open) => setOpenId(open ? gap.id : null)} />
      ))}
    </ul>
  );
}

function GapRow({ gap, isOpen, onOpen }: { gap: Gap; isOpen: boolean; onOpen: (open: boolean) => void }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const path = { params: { path: { gapId: gap.id } } };
  const dismiss = useAct(t, () => unwrap(api.DELETE("/api/v1/knowledge/gaps/{gapId}", path)), { refresh });
  const others = [...new Set(gap.questions.map(({ text }) => text))].filter((text) => text !== gap.question).slice(0, 3);
  return (
    <li className={styles.row}>
      <b>{gap.question}</b>
      <Chip outline>{t("gaps.conversations", { count: gap.asked })}</Chip>
      {mayWrite && !isOpen && (
        <>
          <Button size="small" onClick={() => onOpen(true)}>
            {t("gaps.answer")}
          </Button>
          <Button size="small" tone="ghost" busy={dismiss.busy} onClick={() => void dismiss.run()}>
            {t("gaps.dismiss")}
          </Button>
        </>
      )}
      {others.length > 0 && <span className={ink.secondary}>{t("gaps.also", { questions: others.join(" · ") })}</span>}
      {isOpen && <AnswerForm gap={gap} onClose={() => onOpen(false)} />}
    </li>
  );
}

function AnswerForm({ gap, onClose }: { gap: Gap; onClose: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const [answer, setAnswer] = useState("");
  const publish = useAct(
    t,
    () => unwrap(api.POST("/api/v1/knowledge/gaps/{gapId}/answer", { params: { path: { gapId: gap.id } }, body: { answer, language } })),
    { refresh, problem: "inline", done: () => ({ text: t("gaps.published") }) },
  );
  return (
    <Form
      className={styles.grow}
      onSubmit={() => publish.run()}
      busy={publish.busy || answer.trim() === ""}
      problem={publish.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("knowledge.back")}</Button>
          <Button type="submit" tone="primary" busy={publish.busy}>
            {t("knowledge.publish")}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t("knowledge.answer")}
        rows={4}
        maxLength={20_000}
        value={answer}
        onChange={({ target }) => setAnswer(target.value)}
      />
    </Form>
  );
}
