import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { useDrafts } from "../inbox/drafts/drafts.tsx";
import { useMay } from "../shell/session.tsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Button } from "../ui/button.tsx";
import { Sparkles } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import styles from "./ai.module.css";
import { TakeTest } from "./evaluations/take-test.tsx";
import { HelpByModel } from "./help-by-model.tsx";
import { toAiRun, toDocument } from "./paths.ts";
import { answersQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Beside a conversation: what could be answered, what was said, and where what an agent said stands. Asked for, never pushed. */
export function CopilotPanel({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const mayReply = useMay("conversations.reply");
  const [wanted, setWanted] = useState<"suggestions" | "summary" | null>(null);
  useShortcuts({ ...(mayReply ? { s: () => setWanted("suggestions") } : {}) });
  return (
    <section className={styles.inPanel} aria-label={t("copilot.title")}>
      <h3>
        <Sparkles size={12} /> {t("copilot.title")}
      </h3>
      <div className={styles.bar}>
        {mayReply && (
          <Button size="small" aria-pressed={wanted === "suggestions"} onClick={() => setWanted("suggestions")}>
            {t("copilot.suggest")}
          </Button>
        )}
        <Button size="small" aria-pressed={wanted === "summary"} onClick={() => setWanted("summary")}>
          {t("copilot.summary")}
        </Button>
        <TakeTest conversationId={conversationId} />
      </div>
      {wanted === "suggestions" && <Suggestions conversationId={conversationId} />}
      {wanted === "summary" && <Summary conversationId={conversationId} />}
      {mayReply && <HelpByModel conversationId={conversationId} />}
      <AgentSources conversationId={conversationId} />
    </section>
  );
}

/** Of the newest answers a link each. */
const MOST_RUNS = 5;
const path = (conversationId: string) => ({ params: { path: { conversationId } } });

/** The digits 1 to 4 put one into the composer; what is written there already stays in front of it. */
function Suggestions({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const drafts = useDrafts();
  const { data } = useQuery({
    queryKey: ["ai", "suggestions", conversationId],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/{conversationId}/suggestions", path(conversationId))),
    staleTime: 0,
  });
  const items = data?.items ?? [];
  const insert = useAct(t, async ({ text, replyId }: (typeof items)[number]) => {
    const words = replyId === null ? text : (await fillCanned(conversationId, replyId)).text;
    const before = drafts.read(conversationId, "reply").text;
    drafts.change(conversationId, "reply", { text: before.trim() === "" ? words : `${before.trimEnd()}\n${words}` });
  });
  const use = (index: number) => {
    const item = items[index];
    if (item !== undefined) void insert.run(item);
  };
  useShortcuts({ "1": () => use(0), "2": () => use(1), "3": () => use(2), "4": () => use(3) });
  if (data === undefined) return null;
  if (items.length === 0) return <p className={ink.secondary}>{t("copilot.noSuggestion")}</p>;
  return items.map(({ text, source }, index) => (
    <article key={text} className={styles.card}>
      <p className={styles.said}>{text}</p>
      {source === null ? (
        <span className={ink.secondary}>{t("copilot.canned")}</span>
      ) : (
        <Link {...toDocument(source.documentId, source.passageId)}>{t("copilot.source", { title: source.title })}</Link>
      )}
      <Button size="small" busy={insert.busy} onClick={() => use(index)}>
        {t("copilot.insert", { number: index + 1 })}
      </Button>
    </article>
  ));
}

const fillCanned = (conversationId: string, replyId: string) =>
  unwrap(api.POST("/api/v1/conversations/{conversationId}/canned-replies/{replyId}", { params: { path: { conversationId, replyId } } }));

function Summary({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const { data } = useQuery({
    queryKey: ["ai", "summary", conversationId],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/{conversationId}/summary", path(conversationId))),
    staleTime: 0,
  });
  return data === undefined ? null : <p className={styles.said}>{data.text === "" ? t("copilot.noSummary") : data.text}</p>;
}

/** The documents that an agent answered from in this conversation; each opens at its passage. */
function AgentSources({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const { data } = useQuery(answersQuery(conversationId));
  const sources = new Map(
    (data?.items ?? []).filter(({ did }) => did === "answered").flatMap(({ sources }) => sources.map((one) => [one.passageId, one])),
  );
  const runs = (data?.items ?? []).flatMap(({ runId }) => (runId === null ? [] : [runId]));
  if (sources.size === 0 && runs.length === 0) return null;
  return (
    <>
      <h3>{t("copilot.answers")}</h3>
      {runs.length > 0 && (
        <p className={ink.secondary}>
          {t("copilot.byModel", { count: runs.length })}{" "}
          {runs.slice(0, MOST_RUNS).map((runId, index) => (
            <Link key={runId} {...toAiRun(runId)}>
              {t("copilot.run", { number: runs.length - index })}{" "}
            </Link>
          ))}
        </p>
      )}
      <ul className={styles.rows}>
        {[...sources.values()].slice(0, 10).map(({ documentId, passageId, title, heading }) => (
          <li key={passageId}>
            <Link {...toDocument(documentId, passageId)}>{heading === "" ? title : `${title} › ${heading}`}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
