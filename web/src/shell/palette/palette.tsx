import { useId, useState } from "react";
import { problemText } from "../../text/problems.ts";
import { classes } from "../../ui/classes.ts";
import { Search } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { InputBox } from "../../ui/input.tsx";
import { Key } from "../../ui/key.tsx";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import styles from "./palette.module.css";
import { rememberSearch } from "./recent-searches.ts";
import { useFound } from "./use-found.ts";
import { type Row, type RowGroup, useRows } from "./use-rows.tsx";
import { useWords } from "./words/words.ts";

/** Everything that can be gone to or done, by its words: the focus stays in the field, the arrows move among the lines. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = useFound(typed);
  const groups = useRows(typed, found.data);
  const rows = groups.flatMap((group) => group.rows);
  const current = Math.min(chosen, rows.length - 1);
  const type = (text: string) => {
    setTyped(text);
    setChosen(0);
  };
  function choose(row: Row | undefined) {
    if (row?.types !== undefined) return type(row.types);
    if (row?.run === undefined) return;
    rememberSearch(typed);
    onClose();
    // The layer gives the focus back when it is gone; what the act does with the focus comes after that.
    const { run } = row;
    setTimeout(() => setTimeout(run));
  }
  function onKeyDown(event: React.KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.nativeEvent.isComposing) return;
    if (step !== undefined && rows.length > 0) setChosen((current + step + rows.length) % rows.length);
    else if (event.key === "Enter") choose(rows[current]);
    else return;
    event.preventDefault();
  }
  const isWaiting = typed.trim() !== "" && found.isFetching;
  return (
    <Modal title={t("palette.title")} onClose={onClose} size="wide">
      <ModalBody>
        <InputBox>
          <Search size={16} />
          <input
            // biome-ignore lint/a11y/noAutofocus: the layer is opened to type
            autoFocus
            role="combobox"
            aria-label={t("palette.field")}
            aria-expanded={rows.length > 0}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={rows.length > 0 ? `${list}-${current}` : undefined}
            placeholder={t("palette.field")}
            maxLength={200}
            value={typed}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </InputBox>
        <div id={list} role="listbox" aria-label={t("palette.title")} aria-busy={isWaiting}>
          {groups.map((group) => (
            <Group
              key={group.key}
              group={group}
              first={rows.indexOf(group.rows[0] as Row)}
              list={list}
              current={current}
              onChoose={choose}
            />
          ))}
        </div>
        <p role="status" className={classes(ink.small, ink.quiet, rows.length > 0 && ink.unseen)}>
          {found.isError
            ? problemText(found.error, t)
            : isWaiting
              ? t("palette.searching")
              : rows.length === 0
                ? t("palette.nothing", { typed })
                : t("palette.found", { count: rows.length })}
        </p>
      </ModalBody>
    </Modal>
  );
}

interface GroupProps {
  group: RowGroup;
  /** The place of its first line among all. */
  first: number;
  list: string;
  current: number;
  onChoose: (row: Row) => void;
}

function Group({ group, first, list, current, onChoose }: GroupProps) {
  const title = `${list}-${group.key}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role
    <div role="group" aria-labelledby={title}>
      <div id={title} className={classes(styles.title, ink.tiny, ink.strong, ink.quiet)}>
        {group.title}
      </div>
      {group.rows.map((row, index) => (
        <Line
          key={row.key}
          row={row}
          id={`${list}-${first + index}`}
          isCurrent={first + index === current}
          onChoose={() => onChoose(row)}
        />
      ))}
    </div>
  );
}

interface LineProps {
  row: Row;
  id: string;
  isCurrent: boolean;
  onChoose: () => void;
}

function Line({ row, id, isCurrent, onChoose }: LineProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the current line
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's
    <div
      id={id}
      role="option"
      aria-selected={isCurrent}
      className={classes(styles.line, isCurrent && styles.current)}
      ref={(element) => {
        if (isCurrent) element?.scrollIntoView({ block: "nearest" });
      }}
      onClick={onChoose}
    >
      {row.icon}
      <span className={styles.words}>
        <span className={ink.oneLine}>{row.text}</span>
        {row.detail !== undefined && <span className={classes(ink.small, ink.secondary, ink.oneLine)}>{row.detail}</span>}
      </span>
      {row.keys?.map((cap) => (
        <Key key={cap}>{cap}</Key>
      ))}
    </div>
  );
}
