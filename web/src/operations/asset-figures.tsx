import { useQuery } from "@tanstack/react-query";
import { sayValue } from "../../../rules/say-value.ts";
import { useMay, useMe } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import ink from "../ui/ink.module.css";
import styles from "./orders.module.css";
import { assetFigure } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Since when, in days: of what was spent all, of failures a year. */
const FIGURES = [
  { figure: "assets.ownership_cents", word: "tco", days: 5_400, hasFleet: false },
  { figure: "orders.repair_mean", word: "mttr", days: 365, hasFleet: true },
  { figure: "orders.between_failures_mean", word: "mtbf", days: 365, hasFleet: true },
] as const;

/** What it cost so far, how long it takes to repair and how long it holds, beside all assets. */
export function AssetFigures({ assetId }: { assetId: string }) {
  const t = useWords();
  if (!useMay("operations.dispatch")) return null;
  return (
    <section className={styles.numbers} aria-label={t("assets.figures")}>
      {FIGURES.map(({ word, ...one }) => (
        <AssetNumber key={word} assetId={assetId} label={t(`assets.${word}`)} {...one} />
      ))}
    </section>
  );
}

interface NumberProps {
  assetId: string;
  label: string;
  figure: (typeof FIGURES)[number]["figure"];
  days: number;
  hasFleet: boolean;
}

function AssetNumber({ assetId, label, figure, days, hasFleet }: NumberProps) {
  const t = useWords();
  const { language } = useLocale();
  const { currency } = useMe().workspace;
  const own = useQuery(assetFigure(figure, days, assetId));
  const fleet = useQuery({ ...assetFigure(figure, days, null), enabled: hasFleet });
  const say = (answer: typeof own.data) =>
    answer === undefined ? "…" : sayValue(answer.unit, answer.items[0]?.value ?? null, { language, currency });
  return (
    <div className={styles.number}>
      <span className={ink.secondary}>{label}</span>
      <b>{say(own.data)}</b>
      {hasFleet && <span className={ink.quiet}>{t("assets.fleet", { value: say(fleet.data) })}</span>}
    </div>
  );
}
