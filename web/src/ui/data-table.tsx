import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { saveFile, toCsv } from "./csv.ts";
import styles from "./data-table.module.css";
import { DataTableRow } from "./data-table-row.tsx";
import { ArrowDown, ArrowUp, Download } from "./icons.generated.ts";
import { Spacer } from "./spacer.tsx";
import { nextSort, type Sort, select, sortRows } from "./table-rows.ts";

export interface Column<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** What it sorts by and what a file gets. A column without it does neither. */
  value?: (row: Row) => string | number;
  /** A CSS width; the others share what is left. */
  width?: string;
  /** Left out where there is little room. */
  isMinor?: boolean;
}

interface Selection<Row> {
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  /** False for rows that no act can be done on. */
  isSelectable: (row: Row) => boolean;
  /** Names the box of a row. */
  labelOf: (row: Row) => string;
  /** Names the box of all. */
  all: string;
  /** What can be done with those that are chosen. */
  acts: ReactNode;
}

interface DataTableProps<Row> {
  label: string;
  rows: readonly Row[];
  idOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** In the address: see `useSort`. */
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
  selection?: Selection<Row>;
  /** What a row holds when it is opened, by a click or Enter; `label` names the button that does it too. */
  detail?: { label: string; show: (row: Row) => ReactNode };
  /** A file of all rows: its name, and the words of its button. */
  csv?: { fileName: string; label: string };
}

/** With fewer rows the browser is fast enough. */
const MANY = 100;
const ROW_PX = 40;

/**
 * Rows under columns: sorted by a click on a head, walked with the arrows, selected with Space (Shift takes those between along), opened
 * with Enter, saved as a file. Long tables draw only what is seen.
 */
export function DataTable<Row>({ label, rows, idOf, columns, sort, onSort, selection, detail, csv }: DataTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const last = useRef<string>(undefined);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const sorted = useMemo(() => sortRows(rows, sort, columns.find(({ id }) => id === sort?.column)?.value), [rows, sort, columns]);
  const selectable = selection === undefined ? [] : sorted.filter(selection.isSelectable).map(idOf);
  const isLong = sorted.length > MANY;
  const virtual = useVirtualizer({
    count: sorted.length,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = isLong ? virtual.getVirtualItems() : sorted.map((_, index) => ({ index, start: 0, end: 0 }));
  const before = isLong ? (items[0]?.start ?? 0) : 0;
  const after = isLong ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const width = columns.length + (selection === undefined ? 0 : 1) + (detail === undefined ? 0 : 1);

  function toggle(id: string, withShift: boolean) {
    if (selection === undefined || !selectable.includes(id)) return;
    selection.onChoose(select(selection.chosen, selectable, id, withShift ? last.current : undefined));
    last.current = id;
  }
  const open = (id: string) => detail !== undefined && setOpened((now) => select(now, [id], id));
  return (
    <div className={styles.place}>
      {(selection !== undefined || csv !== undefined) && (
        <div className={styles.bar}>
          {selection !== undefined && <SelectAll {...selection} ids={selectable} />}
          <Spacer />
          {csv !== undefined && (
            <Button size="small" onClick={() => saveFile(csv.fileName, "text/csv", toCsv(linesOf(sorted, columns)))}>
              <Download size={14} /> {csv.label}
            </Button>
          )}
          {selection?.acts}
        </div>
      )}
      <div className={isLong ? styles.scroller : undefined} ref={scroller} tabIndex={isLong ? 0 : undefined}>
        <table className={styles.table} aria-label={label} aria-rowcount={sorted.length + 1} onKeyDown={walk}>
          <thead>
            <tr>
              {selection !== undefined && <td className={styles.box} />}
              {columns.map((column) => (
                <Head key={column.id} column={column} sort={sort} onSort={onSort} />
              ))}
              {detail !== undefined && <td className={styles.box} />}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <Gap height={before} />}
            {items.map(({ index }) => {
              const row = sorted[index];
              if (row === undefined) return null;
              const id = idOf(row);
              return (
                <DataTableRow
                  key={id}
                  index={index}
                  cells={columns.map((column) => ({ id: column.id, isMinor: column.isMinor === true, content: column.cell(row) }))}
                  {...(selection === undefined
                    ? {}
                    : {
                        box: {
                          label: selection.labelOf(row),
                          chosen: selection.chosen.has(id),
                          disabled: !selection.isSelectable(row),
                        },
                      })}
                  {...(detail === undefined
                    ? {}
                    : { detail: { label: detail.label, opened: opened.has(id), content: opened.has(id) ? detail.show(row) : null } })}
                  width={width}
                  onToggle={(withShift) => toggle(id, withShift)}
                  onOpen={() => open(id)}
                  {...(isLong ? { measure: virtual.measureElement } : {})}
                />
              );
            })}
            {after > 0 && <Gap height={after} />}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Keeps the place of rows that are not drawn. */
const Gap = ({ height }: { height: number }) => (
  <tr>
    <td style={{ height, padding: 0 }} />
  </tr>
);

function Head<Row>({ column, sort, onSort }: { column: Column<Row>; sort: Sort | null; onSort: (sort: Sort | null) => void }) {
  const { id, title, width, isMinor, value } = column;
  const isSorted = sort?.column === id;
  const look = { className: isMinor === true ? styles.minor : undefined, style: width === undefined ? undefined : { width } };
  if (value === undefined) return <th {...look}>{title}</th>;
  return (
    <th {...look} aria-sort={isSorted ? (sort.descending ? "descending" : "ascending") : "none"}>
      <button type="button" className={styles.head} onClick={() => onSort(nextSort(sort, id))}>
        {title}
        {isSorted && (sort.descending ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}
      </button>
    </th>
  );
}

function SelectAll<Row>({ all, chosen, onChoose, ids }: Selection<Row> & { ids: string[] }) {
  const count = ids.filter((id) => chosen.has(id)).length;
  return (
    <label className={styles.all}>
      <input
        type="checkbox"
        checked={ids.length > 0 && count === ids.length}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && count < ids.length;
        }}
        onChange={(event) => onChoose(new Set(event.target.checked ? ids : []))}
      />
      {all}
    </label>
  );
}

/** Arrows, Home and End move the focus from row to row. */
function walk(event: KeyboardEvent<HTMLTableElement>) {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody > tr[tabindex]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  const next = to === undefined ? undefined : rows[to];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function linesOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): (string | number)[][] {
  const shown = columns.flatMap(({ title, value }) => (value === undefined ? [] : [{ title, value }]));
  return [shown.map(({ title }) => title), ...rows.map((row) => shown.map(({ value }) => value(row)))];
}
