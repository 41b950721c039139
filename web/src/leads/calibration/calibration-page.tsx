import { useQuery } from "@tanstack/react-query";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Switch } from "../../ui/switch.tsx";
import styles from "../qualification/qualification.module.css";
import { useWords } from "../words/words.ts";
import { useCalibrate, useSetAlone } from "./calibration-acts.ts";
import { CalibrationCard } from "./calibration-card.tsx";
import { type Calibrations, calibrationsQuery } from "./queries.ts";
import { shareText } from "./share-text.ts";

/** How often the classes are right, and weights that were learned from it: applied, refused or taken back by whoever manages leads. */
export function CalibrationPage() {
  const t = useWords();
  const { data, isError, error, refetch } = useQuery(calibrationsQuery);
  return (
    <SettingsPage title={t("settings.calibration")}>
      <div className={styles.page}>
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <>
            <Accuracy known={data} />
            <Learning known={data} />
          </>
        )}
      </div>
    </SettingsPage>
  );
}

function Accuracy({ known: { judged, classes } }: { known: Calibrations }) {
  const t = useWords();
  const { language } = useLocale();
  return (
    <section className={styles.dryRun} aria-label={t("calibration.accuracy")}>
      <h2>{t("calibration.accuracy")}</h2>
      <p className={styles.meta}>{t("calibration.judged", { count: judged })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("dryRun.class")}</th>
            <th>{t("calibration.known")}</th>
            <th>{t("calibration.precision")}</th>
            <th>{t("calibration.recall")}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <tr key={one.leadClass}>
              <td>{t(`class.${one.leadClass}`)}</td>
              <td>{one.judged}</td>
              <td>{shareText(one.precision, language)}</td>
              <td>{shareText(one.recall, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Learning({ known: { judged, needed, calibratesAlone, items } }: { known: Calibrations }) {
  const t = useWords();
  const calibrate = useCalibrate();
  const setAlone = useSetAlone();
  return (
    <section className={styles.dryRun} aria-label={t("calibration.learning")}>
      <h2>{t("calibration.learning")}</h2>
      <p className={styles.meta}>{judged < needed ? t("calibration.tooFew", { judged, needed }) : t("calibration.monthly")}</p>
      <Switch label={t("calibration.alone")} on={calibratesAlone} onChange={(on) => void setAlone.run(on)} />
      <div>
        <Button busy={calibrate.busy} onClick={() => void calibrate.run()}>
          {t("calibration.learn")}
        </Button>
      </div>
      {items.map((one) => (
        <CalibrationCard key={one.id} calibration={one} />
      ))}
    </section>
  );
}
