import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sayValue } from "../../../rules/say-value.ts";
import { useLocale } from "../text/locale.tsx";
import { ChangeMark } from "./change-mark.tsx";
import { toAnalytics } from "./paths.ts";
import { type Figure, figureQuery } from "./queries.ts";
import { useSayTarget, useTargets } from "./targets/queries.ts";
import styles from "./tiles.module.css";
import { useFrame, useSayAs } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

/** The numbers of the whole period, each with what became of it. */
export const Tiles = ({ figures }: { figures: Figure[] }) => {
  const t = useWords();
  return (
    <section className={styles.tiles} aria-label={t("analytics.numbers")}>
      {figures.map((figure) => (
        <Tile key={figure.id} figure={figure} />
      ))}
    </section>
  );
};

function Tile({ figure }: { figure: Figure }) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { search, frame } = useFrame();
  const targetOf = useTargets();
  const sayTarget = useSayTarget();
  const { data, isError } = useQuery(figureQuery(figure.id, { grain: "total" }, frame, figure.isFiltered));
  const [row] = data?.items ?? [];
  const value = row?.value ?? (figure.unit === "count" || figure.unit === "cents" ? 0 : null);
  const before = data?.before?.items[0]?.value ?? null;
  // Nobody said what the part that a filter leaves should come to.
  const target = frame.filter === undefined ? targetOf(figure.id, frame.period.to) : null;
  return (
    <div className={styles.tile} title={figure.meaning[language]}>
      <Link {...toAnalytics({ ...search, show: figure.id })}>{figure.label[language]}</Link>
      <b>{isError ? t("analytics.failed") : data === undefined ? "…" : sayValue(figure.unit, value, say)}</b>
      <span>
        <ChangeMark figure={figure} value={value} before={before} />
        {figure.unit !== "count" && row !== undefined && row.rows > 0 && <small>{t("analytics.ofRows", { rows: row.rows })}</small>}
      </span>
      {target !== null && <small>{sayTarget(figure, value, target)}</small>}
    </div>
  );
}
