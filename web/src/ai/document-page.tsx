import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { api, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import { RefreshCw, Trash2 } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./ai.module.css";
import { DocumentEditor } from "./document-editor.tsx";
import { readKnowledgeSearch, toKnowledge, useDocumentId } from "./paths.ts";
import { documentQuery, type KnowledgeDocument, passagesQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["knowledge"]];

/** One document: how it is written, why it could not be read, and what of it is found; a source opens at its passage. */
export function DocumentPage() {
  const t = useWords();
  const id = useDocumentId();
  const { data: document, error, refetch } = useQuery(documentQuery(id));
  const mayWrite = useMay("ai.write");
  return (
    <Page title={document?.title ?? t("nav.knowledge")} act={document !== undefined && mayWrite && <Acts document={document} />}>
      <div className={styles.page}>
        {error !== null && document === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {document !== undefined && (
          <>
            <Reasons document={document} />
            {mayWrite && document.kind !== "file" && <DocumentEditor key={`${document.id} ${document.version}`} document={document} />}
            <Passages documentId={document.id} />
          </>
        )}
      </div>
    </Page>
  );
}

function Acts({ document: { id, kind, title, state } }: { document: KnowledgeDocument }) {
  const t = useWords();
  const navigate = useNavigate();
  const params = { params: { path: { documentId: id } } };
  const publish = useAct(t, () => unwrap(api.POST("/api/v1/knowledge/documents/{documentId}/publication", params)), {
    refresh,
    done: () => ({ text: t("knowledge.published", { title }) }),
  });
  const withdraw = useAct(t, () => unwrap(api.DELETE("/api/v1/knowledge/documents/{documentId}/publication", params)), { refresh });
  const read = useAct(t, () => unwrap(api.POST("/api/v1/knowledge/documents/{documentId}/reading", params)), { refresh });
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/knowledge/documents/{documentId}", params)), {
    refresh: [["knowledge", "documents"]],
    done: () => ({ text: t("knowledge.removed", { title }) }),
  });
  async function drop() {
    if ((await remove.run()) !== undefined) void navigate(toKnowledge());
  }
  return (
    <>
      {kind === "web_page" && (
        <Button size="small" busy={read.busy} onClick={() => void read.run()}>
          <RefreshCw size={14} /> {t("knowledge.readAgain")}
        </Button>
      )}
      {state === "published" ? (
        <Button size="small" busy={withdraw.busy} onClick={() => void withdraw.run()}>
          {t("knowledge.withdraw")}
        </Button>
      ) : (
        (kind === "file" || kind === "web_page") &&
        state !== "failed" && (
          <Button size="small" tone="primary" busy={publish.busy} onClick={() => void publish.run()}>
            {t("knowledge.publish")}
          </Button>
        )
      )}
      <Button size="small" tone="danger" busy={remove.busy} onClick={() => void drop()}>
        <Trash2 size={14} /> {t("knowledge.remove")}
      </Button>
    </>
  );
}

/** Why it could not be read, or what of it could not. */
function Reasons({ document: { reasons, state } }: { document: KnowledgeDocument }) {
  const t = useWords();
  return reasons.map(({ code, pages = [] }) => (
    <p key={code} className={classes(state === "failed" && styles.problem)} role="status">
      {t.find(`reason.${code}`, { pages: pages.slice(0, 20).join(", ") }) ?? code}
    </p>
  ));
}

function Passages({ documentId }: { documentId: string }) {
  const t = useWords();
  const { data } = useQuery(passagesQuery(documentId));
  const { passage } = useSearch({ strict: false, select: readKnowledgeSearch });
  const shown = useRef<HTMLElement>(null);
  const count = data?.items.length ?? 0;
  useEffect(() => {
    if (count > 0) shown.current?.scrollIntoView({ block: "center" });
  }, [count]);
  return (
    <section className={styles.page} aria-label={t("knowledge.passages")}>
      <h2 className={ink.strong}>{t("knowledge.passages")}</h2>
      {data?.items.length === 0 && <p className={ink.secondary}>{t("knowledge.passagesNone")}</p>}
      {data?.items.map(({ id, heading, text }) => {
        const isShown = id === passage;
        return (
          <article
            key={id}
            ref={isShown ? shown : undefined}
            className={classes(styles.card, isShown && styles.shown)}
            aria-current={isShown || undefined}
          >
            {heading !== "" && <Chip outline>{heading}</Chip>}
            <p className={styles.said}>{text}</p>
          </article>
        );
      })}
    </section>
  );
}
