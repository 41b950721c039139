import { useState } from "react";
import { useToast } from "../ui/toast.tsx";
import { moveBetween } from "./moves.ts";
import { OrderCard } from "./order-card.tsx";
import styles from "./orders.module.css";
import type { Move, Order } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface OrderBoardProps {
  columns: readonly { state: Order["state"]; count: number; items: Order[] }[];
  onMove: (order: Order, move: Move) => void;
}

/** A column a state. A card is dragged to another column, or moved by its menu, which the keyboard reaches. */
export function OrderBoard({ columns, onMove }: OrderBoardProps) {
  const t = useWords();
  const toast = useToast();
  const [held, setHeld] = useState<Order | null>(null);
  const [over, setOver] = useState<Order["state"] | null>(null);
  function drop(to: Order["state"]) {
    setOver(null);
    setHeld(null);
    if (held === null || held.state === to) return;
    const move = moveBetween(held.state, to);
    if (move === undefined) toast.show({ text: t("orders.notThere", { code: held.code }) });
    else onMove(held, move);
  }
  return (
    <div className={styles.board}>
      {columns.map(({ state, count, items }) => (
        <section
          key={state}
          className={styles.column}
          aria-label={t(`state.${state}`)}
          data-over={over === state && held?.state !== state ? "" : undefined}
          onDragOver={(event) => {
            if (held === null) return;
            event.preventDefault();
            setOver(state);
          }}
          onDrop={(event) => {
            event.preventDefault();
            drop(state);
          }}
        >
          <h2>
            {t(`state.${state}`)} <span>{count}</span>
          </h2>
          <ul className={styles.cards}>
            {items.map((order) => (
              <li key={order.id} draggable onDragStart={() => setHeld(order)} onDragEnd={() => setHeld(null)}>
                <OrderCard order={order} onMove={(move) => onMove(order, move)} />
              </li>
            ))}
          </ul>
          {count > items.length && <p className={styles.meta}>{t("orders.moreInColumn", { count: count - items.length })}</p>}
        </section>
      ))}
    </div>
  );
}
