import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { useDraft, useDrafts } from "../inbox/drafts/drafts.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import styles from "./ai.module.css";
import { providersQuery } from "./models/queries.ts";
import { toAiRun, toDocument } from "./paths.ts";
import { useWords } from "./words/words.ts";

type Route = paths["/api/v1/conversations/{conversationId}/ai-help"]["post"];
type Wanted = NonNullable<Route["requestBody"]>["content"]["application/json"];
type Help = Route["responses"][200]["content"]["application/json"];
type Way = NonNullable<Wanted["way"]>;
const WAYS: readonly Way[] = ["corrected", "friendlier", "shorter", "formal"];

/** A model writes, rewrites, translates or sums up, where one is connected. What it wrote is read here before it is used. */
export function HelpByModel({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const { data } = useQuery(providersQuery);
  const { text: draft } = useDraft(conversationId, "reply");
  const [way, setWay] = useState<Way>("corrected");
  const [shown, setShown] = useState<{ wanted: Wanted; help: Help } | null>(null);
  const path = { params: { path: { conversationId } } };
  const ask = useAct(t, (body: Wanted) => unwrap(api.POST("/api/v1/conversations/{conversationId}/ai-help", { ...path, body })), {
    problem: "inline",
  });
  if (data?.items.some(({ isActive }) => isActive) !== true) return null;
  async function want(wanted: Wanted) {
    const help = await ask.run(wanted);
    if (help !== undefined) setShown({ wanted, help });
  }
  return (
    <section className={styles.help} aria-label={t("help.title")}>
      <h3>{t("help.title")}</h3>
      <div className={styles.bar}>
        <Button size="small" busy={ask.busy} onClick={() => void want({ kind: "reply" })}>
          {t("help.reply")}
        </Button>
        <Button size="small" busy={ask.busy} onClick={() => void want({ kind: "summary" })}>
          {t("help.summary")}
        </Button>
        <Button size="small" busy={ask.busy} onClick={() => void want({ kind: "translate" })}>
          {t("help.translate")}
        </Button>
      </div>
      {draft.trim() !== "" && (
        <div className={styles.bar}>
          <SelectField
            label={t("help.way")}
            smallLabel
            value={way}
            onChange={({ target }) => setWay(WAYS.find((one) => one === target.value) ?? "corrected")}
          >
            {WAYS.map((one) => (
              <option key={one} value={one}>
                {t(`help.way.${one}`)}
              </option>
            ))}
          </SelectField>
          <Button size="small" busy={ask.busy} onClick={() => void want({ kind: "rewrite", text: draft, way })}>
            {t("help.rewrite")}
          </Button>
        </div>
      )}
      {ask.problem !== null && (
        <p role="alert" className={styles.problem}>
          {ask.problem}
        </p>
      )}
      {shown !== null && <Written key={shown.help.runId} conversationId={conversationId} {...shown} onDone={() => setShown(null)} />}
    </section>
  );
}

interface WrittenProps {
  conversationId: string;
  wanted: Wanted;
  help: Help;
  onDone: () => void;
}

/** What it wrote, with its sources and with what a person should look at before it leaves. */
function Written({ conversationId, wanted: { kind }, help: { runId, text, sources, warnings }, onDone }: WrittenProps) {
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
    const isWhole = kind === "rewrite" || before.trim() === "";
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
        {(kind === "reply" || kind === "rewrite") && (
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
