import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import { Sparkles } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import styles from "../ai.module.css";
import { toAgents, useAgentId, useOpenTest } from "../paths.ts";
import { type Agent, agentsQuery } from "../queries.ts";
import { DraftCard } from "./draft-card.tsx";
import { ProposalPart } from "./proposal-part.tsx";
import { evaluationsQuery } from "./queries.ts";
import { RunPart } from "./run-part.tsx";
import { TestEditor } from "./test-editor.tsx";
import { useWords } from "./words/words.ts";

/** An agent's draft, what its tests say of it, and the tests themselves. */
export function EvaluationsPage() {
  const t = useWords();
  const agentId = useAgentId();
  const mayWrite = useMay("ai.write");
  const { data, error, refetch } = useQuery(agentsQuery);
  const agent = data?.items.find(({ id }) => id === agentId);
  return (
    <SettingsPage title={t("tests.title", { name: agent?.name ?? "" })}>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {agent !== undefined && (
        <div className={classes(styles.page, styles.beside)}>
          <Link {...toAgents()}>{t("tests.back")}</Link>
          <h2 className={ink.big}>{agent.name}</h2>
          <p className={ink.secondary}>{t("tests.about")}</p>
          {mayWrite && <ProposalPart agent={agent} />}
          <DraftCard agent={agent} />
          <RunPart agent={agent} />
          <TestList agent={agent} />
        </div>
      )}
    </SettingsPage>
  );
}

function TestList({ agent }: { agent: Agent }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const { data } = useQuery(evaluationsQuery(agent.id));
  const [chosenId, setChosenId] = useState<string | null>(useOpenTest());
  const tests = data?.items ?? [];
  return (
    <section className={styles.page} aria-label={t("tests.list")}>
      <div className={styles.row}>
        <h3 className={ink.strong}>{t("tests.list")}</h3>
        {mayWrite && (
          <Button size="small" onClick={() => setChosenId("new")}>
            {t("tests.new")}
          </Button>
        )}
      </div>
      {data?.items.length === 0 && chosenId === null && (
        <Blank icon={<Sparkles size={20} />} title={t("tests.none")} text={t("tests.noneText")} />
      )}
      {chosenId === "new" && <TestEditor agent={agent} test={null} onClose={() => setChosenId(null)} />}
      <ul className={styles.rows}>
        {tests.map((test) => (
          <li key={test.id}>
            <div className={styles.row}>
              <Button tone="ghost" aria-expanded={test.id === chosenId} onClick={() => setChosenId(test.id === chosenId ? null : test.id)}>
                {test.title}
              </Button>
              <span className={ink.secondary}>{t("tests.lines", { count: test.lines.length })}</span>
              {!test.asksSomething && <Chip tone="warn">{t("tests.asksNothing")}</Chip>}
              {test.isArchived && <Chip outline>{t("tests.archived")}</Chip>}
            </div>
            {test.id === chosenId && <TestEditor key={test.changedAt} agent={agent} test={test} onClose={() => setChosenId(null)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
