import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { FileText, Plus } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { useNow } from "../ui/use-now.ts";
import styles from "./ai.module.css";
import { NewDocumentDialog, type NewKind } from "./new-document-dialog.tsx";
import { toDocument } from "./paths.ts";
import { type DocumentLine, documentList } from "./queries.ts";
import { useWords } from "./words/words.ts";

const STATES = ["draft", "published", "failed"] as const;
const NEW: readonly NewKind[] = ["faq", "article", "file", "page"];

/** Every document with its state; what failed says so before it is opened. */
export function DocumentList() {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const [q, setQ] = useState("");
  const [state, setState] = useState<(typeof STATES)[number] | undefined>();
  const [adding, setAdding] = useState<NewKind | null>(null);
  const words = useDeferredValue(q.trim());
  const list = useInfiniteQuery(documentList({ ...(state === undefined ? {} : { state }), ...(words === "" ? {} : { q: words }) }));
  const documents = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.grow}>
          <TextField label={t("knowledge.find")} value={q} maxLength={100} onChange={({ target }) => setQ(target.value)} />
        </div>
        <SelectField
          label={t("knowledge.state")}
          value={state ?? ""}
          onChange={({ target }) => setState(STATES.find((one) => one === target.value))}
        >
          <option value="">{t("knowledge.state.all")}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {t(`knowledge.state.${one}`)}
            </option>
          ))}
        </SelectField>
        {mayWrite && (
          <Menu
            trigger={
              <Button tone="primary">
                <Plus size={14} /> {t("knowledge.write")}
              </Button>
            }
          >
            {NEW.map((kind) => (
              <MenuItem key={kind} onSelect={() => setAdding(kind)}>
                {t(`knowledge.new.${kind}`)}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      {list.isError && documents.length === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && documents.length === 0 && (
        <Blank icon={<FileText size={20} />} title={t("knowledge.none")} text={t("knowledge.noneText")} />
      )}
      <ul className={styles.rows} aria-label={t("knowledge.tab.documents")}>
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("knowledge.more")}
        </Button>
      )}
      {adding !== null && <NewDocumentDialog kind={adding} onClose={() => setAdding(null)} />}
    </>
  );
}

const TONES = { draft: undefined, published: "ok", failed: "danger" } as const;

function DocumentRow({ document }: { document: DocumentLine }) {
  const t = useWords();
  const now = useNow();
  const { id, title, kind, state, audience, version, publishedVersion, cited, expiresAt } = document;
  return (
    <li className={styles.row}>
      <Link {...toDocument(id)}>{title}</Link>
      <Chip outline>{t(`knowledge.kind.${kind}`)}</Chip>
      {audience !== "public" && <Chip outline>{t(`knowledge.audience.${audience}`)}</Chip>}
      {cited > 0 && <span className={ink.secondary}>{t("knowledge.cited", { count: cited })}</span>}
      {publishedVersion !== null && publishedVersion < version && <Chip tone="warn">{t("knowledge.changed")}</Chip>}
      {expiresAt !== null && Date.parse(expiresAt) <= now && <Chip tone="warn">{t("knowledge.expired")}</Chip>}
      <Chip tone={TONES[state]}>{t(`knowledge.state.${state}`)}</Chip>
    </li>
  );
}
