import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { sayValue } from "../../../../rules/say-value.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { ChartPart } from "../chart-table.tsx";
import { Waiting } from "../part-states.tsx";
import { sayStep } from "../say.ts";
import { useFrame, useSayAs } from "../use-frame.ts";
import { useWords } from "../words/words.ts";
import { MonthLine } from "./month-line.tsx";
import { type SpendKind, type SpendMonth, spendQuery } from "./queries.ts";
import styles from "./spend.module.css";
import { toRecords } from "./to-records.ts";

const BudgetsDialog = lazy(() => import("./budgets-dialog.tsx"));
const PricesDialog = lazy(() => import("./prices-dialog.tsx"));
const MICROS_A_CENT = 10_000;

/** The month in which the period ends: each kind of spend against its budget, and one of them day by day. */
export function MonthPart() {
  const t = useWords();
  const { language } = useLocale();
  const { frame } = useFrame();
  const [chosen, setChosen] = useState<string>();
  const [layer, setLayer] = useState<"budgets" | "prices">();
  const [maySetBudgets, maySetPrices] = [useMay("analytics.budgets"), useMay("message_prices.manage")];
  const month = frame.period.to.slice(0, 7);
  const { data, isError, refetch } = useQuery(spendQuery(month));
  const title = t("spend.title", { month: sayStep(`${month}-01`, "month", language) });
  if (data === undefined)
    return (
      <ChartPart title={title} wide full>
        <Waiting failed={isError} onRetry={() => void refetch()} />
      </ChartPart>
    );
  const shown = data.items.find(({ kind }) => kind === chosen) ?? data.items.toSorted((a, b) => b.spent - a.spent)[0];
  return (
    <>
      <ChartPart
        title={title}
        beside={
          <>
            {maySetBudgets && <LinkButton onClick={() => setLayer("budgets")}>{t("spend.budgets")}</LinkButton>}
            {maySetPrices && <LinkButton onClick={() => setLayer("prices")}>{t("spend.prices")}</LinkButton>}
          </>
        }
      >
        <ul className={styles.kinds}>
          {data.items.map((one) => (
            <KindLine key={one.kind} month={data} one={one} isShown={one === shown} onShow={() => setChosen(one.kind)} />
          ))}
        </ul>
      </ChartPart>
      {shown !== undefined && <MonthLine month={data} one={shown} />}
      <Suspense>
        {layer === "budgets" && <BudgetsDialog kinds={data.items} month={month} onClose={() => setLayer(undefined)} />}
        {layer === "prices" && <PricesDialog onClose={() => setLayer(undefined)} />}
      </Suspense>
    </>
  );
}

interface KindLineProps {
  month: SpendMonth;
  one: SpendKind;
  isShown: boolean;
  onShow: () => void;
}

function KindLine({ month, one, isShown, onShow }: KindLineProps) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { search } = useFrame();
  const { spent, projected, budget, left, unpriced, shownBy } = one;
  const money = (value: number | null) => sayValue("micros", value, say);
  const share = (value: number) => (budget === null ? 0 : Math.min(100, (100 * value) / Math.max(1, budget * MICROS_A_CENT)));
  const isOver = left !== null && left < 0;
  return (
    <li aria-current={isShown}>
      <button type="button" onClick={onShow} aria-pressed={isShown}>
        {one.label[language]}
      </button>
      <span className={styles.amount}>
        <Link {...toRecords(search, month, shownBy.spent)}>{money(spent)}</Link>{" "}
        {budget === null ? t("spend.noBudget") : t("spend.of", { budget: sayValue("cents", budget, say) })}
      </span>
      {budget !== null && (
        <span className={styles.bar} data-tone={isOver ? "bad" : share(projected ?? spent) >= 100 ? "near" : "good"} aria-hidden="true">
          <i style={{ width: `${share(spent)}%` }} />
          {projected !== null && <b style={{ left: `${share(projected)}%` }} />}
        </span>
      )}
      <small>
        {left !== null && t(isOver ? "spend.over" : "spend.left", { amount: money(Math.abs(left)) })}
        {projected !== null && <span>{t("spend.projected", { amount: money(projected) })}</span>}
        {unpriced > 0 && shownBy.unpriced !== null && (
          <Link className={styles.unpriced} {...toRecords(search, month, shownBy.unpriced)}>
            {t("spend.unpriced", { count: unpriced })}
          </Link>
        )}
      </small>
    </li>
  );
}
