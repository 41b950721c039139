import { Link } from "@tanstack/react-router";
import { api, unwrap } from "../api/client.ts";
import { useDrafts } from "../inbox/drafts/drafts.tsx";
import { Button } from "../ui/button.tsx";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import styles from "./ai.module.css";
import { toAiRun, toDocument } from "./paths.ts";
import type { Help, Wanted } from "./use-help.ts";
import { useWords } from "./words/words.ts";

interface WrittenProps {
  conversationId: string;
  wanted: Wanted;
  help: Help;
  onDone: () => void;
}

/** What it wrote, with its sources and with what a person should look at before it leaves. */
export function Written({ conversationId, wanted: { kind, text: given }, help: { runId, text, sources, warnings }, onDone }: WrittenProps) {
  const t = useWords();
  const drafts = useDrafts();
  const judge = useAct(t, (verdict: "taken" | "refused") =>
    unwrap(
      api.PUT("/api/v1/conversations/{conversationId}/ai-help/{runId}", {
        params: { path: { conversationId, runId } },
        body: { verdict },
      }),
    ),
  );
  function use() {
    const before = drafts.read(conversationId, "reply").text;
    const isWhole = given !== undefined || before.trim() === "";
    drafts.change(conversationId, "reply", { text: isWhole ? text : `${before.trimEnd()}\n${text}` });
    void judge.run("taken").then(onDone);
  }
  return (
    <article className={styles.card}>
      <p className={styles.said}>{text}</p>
      {warnings.length > 0 && <p className={styles.problem}>{t("help.warning")}</p>}
      {sources.map(({ documentId, passageId, title }) => (
        <Link key={passageId} {...toDocument(documentId, passageId)}>
          {t("copilot.source", { title })}
        </Link>
      ))}
      <div className={styles.bar}>
        {(kind === "reply" || given !== undefined) && (
          <Button size="small" tone="primary" busy={judge.busy} onClick={use}>
            {t("help.use")}
          </Button>
        )}
        <Button size="small" tone="ghost" busy={judge.busy} onClick={() => void judge.run("refused").then(onDone)}>
          {t("help.refuse")}
        </Button>
        <Link {...toAiRun(runId)} className={ink.secondary}>
          {t("help.run")}
        </Link>
      </div>
    </article>
  );
}
