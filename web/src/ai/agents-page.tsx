import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { SettingsPage } from "../shell/settings-page.tsx";
import { useLocale } from "../text/locale.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import { Sparkles } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { useAct } from "../ui/use-act.ts";
import { AgentEditor } from "./agent-editor.tsx";
import styles from "./ai.module.css";
import { AssignmentTable } from "./assignment-table.tsx";
import { providersQuery } from "./models/queries.ts";
import { toModels } from "./paths.ts";
import { type Agent, agentsQuery, personasQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Who answers by itself, how, and whom each serves. */
export function AgentsPage() {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const { data, error, refetch } = useQuery(agentsQuery);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const agents = data?.items ?? [];
  const hasModel = useQuery(providersQuery).data?.items.some(({ isActive }) => isActive) === true;
  const chosen = agents.find(({ id }) => id === chosenId);
  return (
    <SettingsPage title={t("nav.aiAgents")}>
      <div className={classes(styles.page, styles.beside)}>
        <p className={ink.secondary}>
          {t(hasModel ? "agents.model" : "agents.offline")} <Link {...toModels()}>{t("agents.models")}</Link>
        </p>
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <Blank icon={<Sparkles size={20} />} title={t("agents.none")} text={t("agents.noneText")} />}
        <ul className={styles.rows} aria-label={t("nav.aiAgents")}>
          {agents.map((agent) => (
            <li key={agent.id} className={styles.row}>
              <Button
                tone="ghost"
                aria-expanded={agent.id === chosenId}
                onClick={() => setChosenId(agent.id === chosenId ? null : agent.id)}
              >
                {agent.name}
              </Button>
              <Chip outline>{t(`persona.${agent.persona}`)}</Chip>
              {agent.isDefault && <Chip tone="ai">{t("agents.default")}</Chip>}
              {!agent.isActive && <Chip tone="warn">{t("agents.off")}</Chip>}
              <span className={ink.secondary}>{agent.goal}</span>
            </li>
          ))}
        </ul>
        {chosen !== undefined && <AgentEditor key={chosen.id} agent={chosen} onClose={() => setChosenId(null)} />}
        {mayWrite && <ReadyOnes taken={agents} onMade={setChosenId} />}
        {agents.length > 0 && <AssignmentTable agents={agents} />}
      </div>
    </SettingsPage>
  );
}

/** Ready agents that the workspace has not made yet. */
function ReadyOnes({ taken, onMade }: { taken: readonly Agent[]; onMade: (id: string) => void }) {
  const t = useWords();
  const { language } = useLocale();
  const { data } = useQuery(personasQuery);
  type Ready = NonNullable<typeof data>["items"][number];
  const make = useAct(
    t,
    ({ name, persona, tone, emoji, goal, prompt }: Ready) =>
      unwrap(
        api.POST("/api/v1/ai-agents", {
          body: { name, persona, tone, emoji, goal: goal[language], prompt: prompt[language], languages: [language] },
        }),
      ),
    { refresh: [["ai"]] },
  );
  const free = (data?.items ?? []).filter(({ name }) => !taken.some((agent) => agent.name === name));
  if (free.length === 0) return null;
  return (
    <section className={styles.page} aria-label={t("agents.ready")}>
      <h2 className={ink.strong}>{t("agents.ready")}</h2>
      {free.map((ready) => (
        <div key={ready.name} className={styles.row}>
          <Button
            size="small"
            busy={make.busy}
            onClick={() => void make.run(ready).then((made) => (made === undefined ? undefined : onMade(made.id)))}
          >
            {t("agents.add", { name: ready.name, persona: t(`persona.${ready.persona}`) })}
          </Button>
          <span className={ink.secondary}>{ready.goal[language]}</span>
        </div>
      ))}
    </section>
  );
}
