import { useLocale } from "../../text/locale.tsx";
import type { PurchaseDetail } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";
import styles from "./purchases.module.css";

/** What happened to a purchase, what suppliers wrote and what technicians wrote to its work order, the newest first. */
export function PurchaseHistory({ purchase }: { purchase: PurchaseDetail }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  return (
    <section>
      <h3>{t("purchases.history")}</h3>
      <ol className={styles.rows}>
        {useLines(purchase).map(({ id, at, text, said }) => (
          <li key={id} className={styles.line}>
            <span>
              {text}
              {said !== null && said !== "" && <span className={styles.below}>{said.slice(0, MOST_SAID)}</span>}
            </span>
            <time className={styles.quiet} dateTime={at}>
              {new Date(at).toLocaleString(language, { timeZone, dateStyle: "short", timeStyle: "short" })}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

const MOST_SAID = 400;

/** A letter stands with its words, so the step that only says that there was one is left out. */
const TOLD_BY_LETTERS = new Set(["quote_asked", "answered", "order_sent"]);

function useLines({ steps, letters, messages, workOrder }: PurchaseDetail) {
  const t = useWords();
  return [
    ...steps
      .filter(({ kind }) => letters.length === 0 || !TOLD_BY_LETTERS.has(kind))
      .map(({ kind, at, by, detail }) => {
        const more = [detail["supplier"], detail["reason"]].filter((one) => typeof one === "string" && one !== "");
        return { id: `${kind} ${at}`, at, text: [`${by} ${t.find(`purchases.did.${kind}`) ?? kind}`, ...more].join(": "), said: null };
      }),
    ...letters.map(({ messageId, at, supplier, kind, text }) => ({
      id: messageId,
      at,
      text: `${supplier.name} ${t(`purchases.letter.${kind}`)}`,
      said: text,
    })),
    ...messages.map(({ id, at, author, text }) => ({
      id: `message ${id}`,
      at,
      text: [author, workOrder?.code].filter((one) => one != null).join(" · "),
      said: text,
    })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
