import { Link } from "@tanstack/react-router";
import { toConversation } from "../../inbox/paths.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import type { PurchaseDetail } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";
import styles from "./purchases.module.css";

type Letter = PurchaseDetail["letters"][number];

/** What was written to suppliers and what they answered; an answer is typed into the comparison from here. */
export function Letters({ purchase, onType }: { purchase: PurchaseDetail; onType: ((supplierId: string) => void) | undefined }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { letters } = purchase;
  if (letters.length === 0) return null;
  return (
    <section>
      <h3>{t("purchases.letters")}</h3>
      <ul className={styles.rows}>
        {letters.map((letter) => (
          <li key={letter.messageId} className={styles.line}>
            <span>
              <Link {...toConversation(letter.conversationId, { view: "all" }, letter.messageId)}>{letter.supplier.name}</Link>{" "}
              {t(`purchases.letter.${letter.kind}`)}
              {letter.kind === "answer" && letter.text !== null && <span className={styles.below}>{shown(letter)}</span>}
            </span>
            <span className={styles.number}>
              <time className={styles.quiet} dateTime={letter.at}>
                {new Date(letter.at).toLocaleString(language, { timeZone, dateStyle: "short", timeStyle: "short" })}
              </time>
              {letter.kind === "answer" && onType !== undefined && (
                <Button onClick={() => onType(letter.supplier.id)}>{t("purchases.typeIn")}</Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const MOST_LETTERS = 400;
const shown = ({ text, fileCount }: Letter): string =>
  [(text ?? "").trim().slice(0, MOST_LETTERS), fileCount > 0 ? `📎 ${fileCount}` : ""].filter(Boolean).join(" ");
