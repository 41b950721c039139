import { useQuery } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import styles from "../leads.module.css";
import { classTone } from "../texts.ts";
import { useWords } from "../words/words.ts";
import { useJudge } from "./calibration-acts.ts";
import { lastQualificationQuery } from "./queries.ts";

/** What the person's newest qualification found, and whether it was right: by a deal, or as somebody says. */
export function Verdict({ contactId, mayJudge }: { contactId: string; mayJudge: boolean }) {
  const t = useWords();
  const { data } = useQuery(lastQualificationQuery(contactId));
  const judge = useJudge(contactId);
  if (data?.qualification == null) return null;
  const { leadClass, sdrPoints, wasHot, judgedBy } = data.qualification;
  const isSaid = judgedBy !== null;
  return (
    <div className={styles.score}>
      <p className={styles.head}>
        <span className={styles.meta}>{t("verdict.points", { points: sdrPoints })}</span>
        <Chip tone={classTone(leadClass)}>{t(`class.${leadClass}`)}</Chip>
      </p>
      <p className={styles.meta}>
        {wasHot === null
          ? t("verdict.unknown")
          : isSaid
            ? t(wasHot ? "verdict.saidHot" : "verdict.saidNot", { name: judgedBy })
            : t(wasHot ? "verdict.dealHot" : "verdict.dealNot")}
      </p>
      {mayJudge && (
        <p className={styles.acts}>
          <span className={styles.meta}>{t("verdict.ask")}</span>
          <Button size="small" aria-pressed={isSaid && wasHot === true} busy={judge.busy} onClick={() => void judge.run(true)}>
            {t("verdict.wasHot")}
          </Button>
          <Button size="small" aria-pressed={isSaid && wasHot === false} busy={judge.busy} onClick={() => void judge.run(false)}>
            {t("verdict.wasNot")}
          </Button>
          {isSaid && (
            <Button size="small" busy={judge.busy} onClick={() => void judge.run(null)}>
              {t("verdict.takeBack")}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
