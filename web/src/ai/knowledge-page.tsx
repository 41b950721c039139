import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useTab } from "../ui/use-tab.ts";
import styles from "./ai.module.css";
import { AskBox } from "./ask-box.tsx";
import { DocumentList } from "./document-list.tsx";
import { GapList } from "./gap-list.tsx";
import { useWords } from "./words/words.ts";

/** What is known: documents, a place to ask them, and what they could not answer. */
export function KnowledgePage() {
  const t = useWords();
  const [tab, select] = useTab(["documents", "ask", "gaps"]);
  return (
    <Page
      title={t("nav.knowledge")}
      tabs={
        <Tabs
          label={t("knowledge.tabs")}
          selected={tab}
          onSelect={select}
          tabs={(["documents", "ask", "gaps"] as const).map((id) => ({ id, label: t(`knowledge.tab.${id}`) }))}
        />
      }
    >
      <div className={styles.page}>
        {tab === "documents" && <DocumentList />}
        {tab === "ask" && <AskBox />}
        {tab === "gaps" && <GapList />}
      </div>
    </Page>
  );
}
