import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { toConversation } from "../inbox/paths.ts";
import { useLocale } from "../text/locale.tsx";
import ink from "../ui/ink.module.css";
import styles from "./orders.module.css";
import type { OrderDetail } from "./queries.ts";
import { toPurchase } from "./stock/paths.ts";
import { useWords as useStockWords } from "./stock/words/words.ts";
import { whenText } from "./when-text.ts";
import { useWords } from "./words/words.ts";

interface Line {
  id: string;
  at: string;
  text: ReactNode;
  /** What was said. */
  said: string | null;
}

/** The whole matter in the order of time, the newest first: what happened, what technicians said, what was bought and what suppliers wrote. */
export function OrderHistory({ order }: { order: OrderDetail }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const lines = [...useOwnLines(order), ...useBoughtLines(order)].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <section className={styles.part} aria-label={t("order.history")}>
      <h2>{t("order.history")}</h2>
      <ul className={styles.rows}>
        {lines.map(({ id, at, text, said }) => (
          <li key={id} className={styles.step}>
            <span>
              {text} {said !== null && said !== "" && <span className={ink.secondary}>“{said}”</span>}
            </span>
            <span>{whenText(at, language, timeZone)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useOwnLines({ steps, messages }: OrderDetail): Line[] {
  const t = useWords();
  return [
    ...steps.map(({ id, at, kind, by, reason }) => ({ id, at, text: t.find(`step.${kind}`, { by }) ?? kind, said: reason })),
    ...messages.map(({ id, at, author, text }) => ({ id, at, text: author, said: text })),
  ];
}

function useBoughtLines({ purchaseSteps, letters }: OrderDetail): Line[] {
  const t = useStockWords();
  const nameOf = ({ id, number }: { id: string; number: number }) => (
    <Link {...toPurchase(id)}>{t("purchases.number", { number: String(number).padStart(4, "0") })}</Link>
  );
  return [
    ...purchaseSteps.map(({ id, at, kind, by, purchase }) => ({
      id,
      at,
      text: (
        <>
          {by} {t.find(`purchases.did.${kind}`) ?? kind} · {nameOf(purchase)}
        </>
      ),
      said: null,
    })),
    ...letters.map(({ messageId, conversationId, at, supplier, kind, text, fileCount, purchase }) => ({
      id: `letter ${messageId}`,
      at,
      text: (
        <>
          <Link {...toConversation(conversationId, { view: "all" }, messageId)}>{supplier.name}</Link>{" "}
          {t.find(`purchases.letter.${kind}`) ?? kind} · {nameOf(purchase)}
          {fileCount > 0 && ` · 📎 ${fileCount}`}
        </>
      ),
      said: text,
    })),
  ];
}
