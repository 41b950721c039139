import { useQuery } from "@tanstack/react-query";
import { useLocale } from "../text/locale.tsx";
import ink from "../ui/ink.module.css";
import { Switch } from "../ui/switch.tsx";
import styles from "./ai.module.css";
import { type Agent, toolsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface ToolSwitchesProps {
  persona: Agent["persona"];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** What a model may look up and do for an agent. A hand-over is no choice: it is always there. */
export function ToolSwitches({ persona, chosen, onChange }: ToolSwitchesProps) {
  const t = useWords();
  const { language } = useLocale();
  const { data } = useQuery(toolsQuery);
  const tools = (data?.items ?? []).filter(({ personas }) => personas.includes(persona));
  return (
    <fieldset className={styles.tools}>
      <legend>{t("agents.tools")}</legend>
      {tools.map(({ id, label, changes, asksFirst }) => (
        <div key={id} className={styles.tool}>
          <Switch
            label={label[language]}
            on={chosen.includes(id)}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          <span className={ink.secondary}>
            {t(asksFirst ? "agents.tool.asksFirst" : changes ? "agents.tool.changes" : "agents.tool.reads")}
          </span>
        </div>
      ))}
      <span className={ink.secondary}>{t("agents.tool.handOver")}</span>
    </fieldset>
  );
}
