import { useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import styles from "../ai.module.css";
import type { Performance } from "../queries.ts";
import { useWords } from "../words/words.ts";

const MILLION = 1_000_000;
const SECOND_MS = 1_000;
const NONE = "–";

/** Figures one under the other, a version a column: two of them fit on a phone. */
export function PerformanceTable({ title, versions }: { title: string; versions: readonly Performance[] }) {
  const t = useWords();
  const rows = useRows();
  return (
    <div className={styles.table}>
      <table aria-label={title}>
        <thead>
          <tr>
            <th />
            {versions.map(({ version }) => (
              <th key={version} scope="col">
                v{version}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([figure, say]) => (
            <tr key={figure}>
              <th scope="row">{t(`performance.${figure}`)}</th>
              {versions.map((one) => (
                <td key={one.version}>{say(one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useRows() {
  const { language } = useLocale();
  const { currency } = useMe().workspace;
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const money = new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 4 });
  const seconds = new Intl.NumberFormat(language, { style: "unit", unit: "second", maximumFractionDigits: 1 });
  const share = (part: number, whole: number) => (whole === 0 ? NONE : `${number.format(part)} (${percent.format(part / whole)})`);
  const time = (ms: number | null) => (ms === null ? NONE : seconds.format(ms / SECOND_MS));
  const rows = [
    ["conversations", ({ conversations }: Performance) => number.format(conversations)],
    ["handedOver", ({ handedOver, conversations }: Performance) => share(handedOver, conversations)],
    ["askedForPerson", ({ askedForPerson }: Performance) => number.format(askedForPerson)],
    ["angry", ({ angry }: Performance) => number.format(angry)],
    ["unsure", ({ unsure }: Performance) => number.format(unsure)],
    ["limits", ({ limits }: Performance) => number.format(limits)],
    ["confirmed", ({ confirmed, conversations }: Performance) => share(confirmed, conversations)],
    ["assumed", ({ assumed, conversations }: Performance) => share(assumed, conversations)],
    ["satisfied", ({ satisfied, rated }: Performance) => share(satisfied, rated)],
    ["costEach", ({ costEach }: Performance) => money.format(costEach / MILLION)],
    ["tokensEach", ({ tokensEach }: Performance) => number.format(tokensEach)],
    ["turnMedian", ({ turnMedianMs }: Performance) => time(turnMedianMs)],
    ["turnP90", ({ turnP90Ms }: Performance) => time(turnP90Ms)],
  ] as const;
  return rows;
}
