import { IconButton } from "../../../ui/icon-button.tsx";
import { ArrowLeft, ChevronRight } from "../../../ui/icons.generated.ts";
import { useWords } from "../../words/words.ts";
import styles from "./trial.module.css";

/** Back and forth over the steps of a run. */
export function StepBar({ at, count, onStep }: { at: number; count: number; onStep: (step: number) => void }) {
  const t = useWords();
  if (count === 0) return null;
  return (
    <div className={styles.stepBar}>
      <IconButton label={t("flow.trial.back")} aria-disabled={at <= 1} onClick={() => at > 1 && onStep(at - 1)}>
        <ArrowLeft size={14} />
      </IconButton>
      <input
        type="range"
        aria-label={t("flow.trial.step")}
        min={1}
        max={count}
        value={at}
        onChange={({ target }) => onStep(target.valueAsNumber)}
      />
      <span>{t("flow.trial.stepOf", { at, count })}</span>
      <IconButton label={t("flow.trial.forth")} aria-disabled={at >= count} onClick={() => at < count && onStep(at + 1)}>
        <ChevronRight size={14} />
      </IconButton>
    </div>
  );
}
