import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import styles from "./ai.module.css";
import { Difference } from "./difference.tsx";
import { type Agent, type AgentVersion, experimentsQuery, versionsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What an agent was told, what differs, and the way back. */
export function VersionList({ agent }: { agent: Agent }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const { data } = useQuery(versionsQuery(agent.id, agent.version));
  const [shown, setShown] = useState<number | null>(null);
  const versions = data?.items ?? [];
  const restore = useAct(
    t,
    (version: number) =>
      unwrap(api.POST("/api/v1/ai-agents/{agentId}/versions/{version}/restore", { params: { path: { agentId: agent.id, version } } })),
    { refresh: [["ai"]], done: ({ version }) => ({ text: t("versions.restored", { version }) }) },
  );
  const runs = useQuery(experimentsQuery(agent.id)).data?.items.some(({ stoppedAt }) => stoppedAt === null) !== false;
  if (versions.length < 2) return null;
  return (
    <section aria-label={t("versions.title")}>
      <h3 className={ink.strong}>{t("versions.title")}</h3>
      <ul className={styles.rows}>
        {versions.map((one, index) => (
          <li key={one.version}>
            <div className={styles.row}>
              <VersionLine version={one} />
              {index < versions.length - 1 && (
                <Button
                  size="small"
                  tone="ghost"
                  aria-expanded={shown === one.version}
                  onClick={() => setShown(shown === one.version ? null : one.version)}
                >
                  {t("versions.diff")}
                </Button>
              )}
              {mayWrite && !runs && one.version !== agent.version && (
                <Button size="small" busy={restore.busy} onClick={() => void restore.run(one.version)}>
                  {t("versions.restore", { version: one.version })}
                </Button>
              )}
            </div>
            {shown === one.version && <Difference from={versions[index + 1]} to={one} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function VersionLine({ version: { version, changedBy, changedAt } }: { version: AgentVersion }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  return (
    <>
      <b>v{version}</b>
      <span>
        {changedBy}, {stamp(changedAt, now, t, language, timeZone)}
      </span>
    </>
  );
}
