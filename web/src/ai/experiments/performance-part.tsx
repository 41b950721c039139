import { useQuery } from "@tanstack/react-query";
import ink from "../../ui/ink.module.css";
import { type Agent, performanceQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { PerformanceTable } from "./performance-table.tsx";

/** How each version did lately; nothing where it had no talk yet. */
export function PerformancePart({ agent }: { agent: Agent }) {
  const t = useWords();
  const versions = useQuery(performanceQuery(agent.id)).data?.items ?? [];
  if (versions.length === 0) return null;
  return (
    <section aria-label={t("performance.title")}>
      <h3 className={ink.strong}>{t("performance.title")}</h3>
      <p className={ink.secondary}>{t("performance.about")}</p>
      <PerformanceTable title={t("performance.title")} versions={versions} />
    </section>
  );
}
