import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { useCallback, useRef } from "react";
import { useLocale } from "../text/locale.tsx";
import { DealCard } from "./deal-card.tsx";
import styles from "./leads.module.css";
import type { LeadsSearch } from "./paths.ts";
import type { Board, Deal, Stage } from "./queries.ts";
import { moneyText } from "./texts.ts";
import { useDraggable, useDropTarget } from "./use-dragging.ts";
import { useWords } from "./words/words.ts";

interface DealBoardProps {
  board: Board;
  search: LeadsSearch;
  /** Absent: one may only look. */
  onMove?: (deal: Deal, stage: Stage) => void;
}

/** A column a stage. A card is dragged to another column, or moved by its menu; either is said to who cannot see it. */
export function DealBoard({ board, search, onMove }: DealBoardProps) {
  const t = useWords();
  const { stages } = board.pipeline;
  const move =
    onMove === undefined
      ? undefined
      : (deal: Deal, stage: Stage) => {
          onMove(deal, stage);
          if (stage.kind !== "lost") announce(t("deals.moved", { title: deal.title, stage: stage.name }));
        };
  const find = (id: string) => board.columns.flatMap(({ items }) => items).find((one) => one.id === id);
  return (
    <div className={styles.board}>
      {board.columns.map((column) => (
        <Column
          key={column.stage.id}
          column={column}
          onDropped={(id) => {
            const deal = find(id);
            if (deal !== undefined && deal.stage.id !== column.stage.id) move?.(deal, column.stage);
          }}
        >
          {column.items.map((deal) => (
            <Held key={deal.id} id={deal.id} isAllowed={move !== undefined}>
              <DealCard
                deal={deal}
                search={search}
                stages={stages}
                isOpen={search.deal === deal.id}
                {...(move === undefined ? {} : { onMove: (stage: Stage) => move(deal, stage) })}
              />
            </Held>
          ))}
        </Column>
      ))}
    </div>
  );
}

interface ColumnProps {
  column: Board["columns"][number];
  onDropped: (id: string) => void;
  children: React.ReactNode;
}

function Column({ column: { stage, count, sums, items }, onDropped, children }: ColumnProps) {
  const t = useWords();
  const { language } = useLocale();
  const ref = useRef<HTMLElement>(null);
  const latest = useRef(onDropped);
  latest.current = onDropped;
  const isOver = useDropTarget(
    ref,
    useCallback((id: string) => latest.current(id), []),
  );
  const sum = sums.map(({ cents, currency }) => moneyText(cents, currency, language)).join(" + ");
  return (
    <section ref={ref} className={styles.column} aria-label={stage.name} data-over={isOver ? "" : undefined}>
      <header>
        <h2>
          {stage.name} <span>{count}</span>
        </h2>
        <p className={styles.meta}>{t("deals.sum", { sum: sum === "" ? "0" : sum, percent: stage.probability })}</p>
      </header>
      <ul className={styles.cards}>{children}</ul>
      {count > items.length && <p className={styles.meta}>{t("deals.moreInColumn", { count: count - items.length })}</p>}
    </section>
  );
}

function Held({ id, isAllowed, children }: { id: string; isAllowed: boolean; children: React.ReactNode }) {
  const ref = useRef<HTMLLIElement>(null);
  const isHeld = useDraggable(ref, id, isAllowed);
  return (
    <li ref={ref} data-held={isHeld ? "" : undefined}>
      {children}
    </li>
  );
}
