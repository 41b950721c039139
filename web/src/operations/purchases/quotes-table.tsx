import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { showCents, showPrice } from "../stock/amounts.ts";
import type { PurchaseDetail } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";
import styles from "./purchases.module.css";

/** What suppliers want, side by side, the cheapest first. */
export function QuotesTable({ purchase, onChoose }: { purchase: PurchaseDetail; onChoose: ((quoteId: string) => void) | undefined }) {
  const t = useWords();
  const { language } = useLocale();
  const { quotes, lines, quoteId } = purchase;
  const column = (id: string) => classes(styles.number, id === quoteId && styles.chosen);
  const row = (name: string, cell: (quote: PurchaseDetail["quotes"][number]) => string) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      {quotes.map((quote) => (
        <td key={quote.id} className={column(quote.id)}>
          {cell(quote)}
        </td>
      ))}
    </tr>
  );
  return (
    <section>
      <h3>{t("purchases.quotes")}</h3>
      {quotes.length === 0 && <p className={styles.quiet}>{t("purchases.noQuotes")}</p>}
      {quotes.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <td />
                {quotes.map(({ id, supplier }) => (
                  <th key={id} scope="col" className={column(id)}>
                    {supplier.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) =>
                row(lines.length === 1 ? t("purchases.price") : line.description, ({ prices }) =>
                  showPrice(language, prices.find(({ lineId }) => lineId === line.id)?.unitPrice ?? 0),
                ),
              )}
              {row(t("purchases.freight"), ({ freightCents }) => showCents(language, freightCents))}
              {row(t("purchases.delivery"), ({ deliveryDays }) =>
                deliveryDays === null ? "–" : t("purchases.days", { count: deliveryDays }),
              )}
              {row(t("purchases.validUntil"), ({ validUntil }) => (validUntil === null ? "–" : dayOf(language, validUntil)))}
              {row(t("purchases.total"), ({ totalCents }) => showCents(language, totalCents))}
              {onChoose !== undefined && (
                <tr>
                  <td />
                  {quotes.map(({ id }) => (
                    <td key={id} className={column(id)}>
                      {id === quoteId ? t("purchases.chosen") : <Button onClick={() => onChoose(id)}>{t("purchases.buyBy")}</Button>}
                    </td>
                  ))}
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** A day of the calendar is the same in every zone. */
const dayOf = (language: string, day: string): string => new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { timeZone: "UTC" });
