import { type KeyboardEvent, type ReactNode, useId } from "react";
import styles from "./data-table.module.css";
import { ChevronDown } from "./icons.generated.ts";

interface DataTableRowProps {
  /** Place among all rows, from 0. */
  index: number;
  cells: { id: string; isMinor: boolean; content: ReactNode }[];
  /** The box of a row that can be selected. */
  box?: { label: string; chosen: boolean; disabled: boolean };
  /** What it holds; missing when rows have no more to show. */
  detail?: { label: string; opened: boolean; content: ReactNode };
  /** How many columns the detail spans. */
  width: number;
  onToggle: (withShift: boolean) => void;
  onOpen: () => void;
  /** Tells a long table how high it is. */
  measure?: (row: HTMLElement | null) => void;
}

/** One row, and under it what it holds when it is opened. */
export function DataTableRow({ index, cells, box, detail, width, onToggle, onOpen, measure }: DataTableRowProps) {
  const below = useId();
  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>) {
    if (event.target !== event.currentTarget) return;
    if (event.key === " ") onToggle(event.shiftKey);
    else if (event.key === "Enter") onOpen();
    else return;
    event.preventDefault();
  }
  return (
    <>
      <tr
        className={styles.row}
        data-chosen={box?.chosen === true}
        data-index={index}
        ref={measure}
        tabIndex={0}
        aria-rowindex={index + 2}
        data-opens={detail !== undefined}
        onClick={detail === undefined ? undefined : onOpen}
        onKeyDown={onKeyDown}
      >
        {box !== undefined && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the row does the same with Space
          <td className={styles.box} onClick={(event) => event.stopPropagation()}>
            <input
              type="checkbox"
              aria-label={box.label}
              checked={box.chosen}
              disabled={box.disabled}
              onChange={(event) => onToggle(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
            />
          </td>
        )}
        {cells.map(({ id, isMinor, content }) => (
          <td key={id} className={isMinor ? styles.minor : undefined}>
            {content}
          </td>
        ))}
        {detail !== undefined && (
          <td className={styles.box}>
            <button type="button" className={styles.open} aria-label={detail.label} aria-expanded={detail.opened} aria-controls={below}>
              <ChevronDown size={16} />
            </button>
          </td>
        )}
      </tr>
      {detail?.opened === true && (
        <tr id={below}>
          <td colSpan={width} className={styles.detail}>
            {detail.content}
          </td>
        </tr>
      )}
    </>
  );
}
