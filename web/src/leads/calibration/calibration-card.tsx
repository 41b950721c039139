import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import styles from "../qualification/qualification.module.css";
import { whenText } from "../texts.ts";
import { useWords } from "../words/words.ts";
import { useDecide } from "./calibration-acts.ts";
import type { Calibration } from "./queries.ts";
import { shareText } from "./share-text.ts";

const QUESTIONS = ["name", "interest", "urgency", "knowledge", "location"] as const;
const THRESHOLDS = ["hot", "warm", "cold"] as const;

/** One set of weights that was learned: before and after, how well each does, and what can be done with it. */
export function CalibrationCard({ calibration: { id, state, before, after, measured, madeAt, decidedBy } }: { calibration: Calibration }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const when = whenText(madeAt, language, timeZone);
  const lines = [
    ...QUESTIONS.map((one) => ({ name: t(`question.${one}`), was: before.weights[one], is: after.weights[one] })),
    ...THRESHOLDS.map((one) => ({
      name: t("qualification.from", { name: t(`class.${one}`) }),
      was: before.thresholds[one],
      is: after.thresholds[one],
    })),
    ...(["precision", "recall"] as const).map((one) => ({
      name: t(`calibration.${one}`),
      was: shareText(measured.before[one], language),
      is: shareText(measured.after[one], language),
    })),
  ];
  return (
    <article className={styles.class} aria-label={t("calibration.of", { when })}>
      <div className={styles.numbers}>
        <b>{when}</b>
        <span>
          <Chip tone={state === "applied" ? "ok" : state === "proposed" ? "accent" : undefined}>{t(`calibration.${state}`)}</Chip>
        </span>
        {decidedBy !== null && <span className={styles.meta}>{decidedBy}</span>}
      </div>
      <p className={styles.meta}>{t("calibration.measured", { learnedFrom: measured.learnedFrom, heldOut: measured.heldOut })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("calibration.what")}</th>
            <th>{t("dryRun.before")}</th>
            <th>{t("dryRun.after")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, was, is }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{was}</td>
              <td>{is}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Acts id={id} state={state} />
    </article>
  );
}

function Acts({ id, state }: Pick<Calibration, "id" | "state">) {
  const t = useWords();
  const decide = useDecide();
  if (state === "applied")
    return (
      <div>
        <Button busy={decide.busy} onClick={() => void decide.run({ calibrationId: id, decision: "roll_back" })}>
          {t("calibration.rollBack")}
        </Button>
      </div>
    );
  if (state !== "proposed") return null;
  return (
    <div className={styles.acts}>
      <Button tone="primary" busy={decide.busy} onClick={() => void decide.run({ calibrationId: id, decision: "approve" })}>
        {t("calibration.approve")}
      </Button>
      <Button busy={decide.busy} onClick={() => void decide.run({ calibrationId: id, decision: "refuse" })}>
        {t("calibration.refuse")}
      </Button>
    </div>
  );
}
