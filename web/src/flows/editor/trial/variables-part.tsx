import type { FlowDocument } from "../../../../../flow/document.ts";
import { Fact, Facts } from "../../../ui/facts.tsx";
import ink from "../../../ui/ink.module.css";
import { useWords } from "../../words/words.ts";
import styles from "./trial.module.css";
import type { TakenStep } from "./trial.ts";

/** What the run knew after a step; what that step changed stands out. Secrets are never shown. */
export function VariablesPart({ steps, document }: { steps: readonly TakenStep[]; document: FlowDocument }) {
  const t = useWords();
  const now = steps.at(-1)?.step.state.variables ?? {};
  const before = steps.at(-2)?.step.state.variables ?? {};
  const names = Object.keys(now);
  const isSecret = (name: string) => document.variables.some((one) => one.name === name && one.isSecret === true);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className={styles.variables} tabIndex={0} aria-label={t("flow.variables")}>
      <h3>{t("flow.variables")}</h3>
      {names.length === 0 ? (
        <p className={ink.quiet}>{t("flow.trial.noVariables")}</p>
      ) : (
        <Facts>
          {names.map((name) => (
            <Fact key={name} name={name} className={JSON.stringify(now[name]) === JSON.stringify(before[name]) ? undefined : ink.strong}>
              {isSecret(name) ? "••••" : shown(now[name])}
            </Fact>
          ))}
        </Facts>
      )}
    </section>
  );
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (fileName(value) ?? JSON.stringify(value) ?? "");
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/** Of an answer that is a file. */
function fileName(value: unknown): string | null {
  const { attachmentId, name } = (value ?? {}) as { attachmentId?: unknown; name?: unknown };
  return typeof attachmentId === "string" && typeof name === "string" ? name : null;
}
