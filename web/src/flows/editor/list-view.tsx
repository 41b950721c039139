import { useState } from "react";
import type { RoomBlock } from "../../../../flow/block-types.ts";
import { fold } from "../../../../rules/fold.ts";
import { useLocale } from "../../text/locale.tsx";
import { classes } from "../../ui/classes.ts";
import { CornerDownRight, Search, TriangleAlert } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { InputBox } from "../../ui/input.tsx";
import { blockOf, START } from "../drawing/drawing.ts";
import { inOrder } from "../drawing/in-order.ts";
import { useWords } from "../words/words.ts";
import { LOOKS, START_LOOK } from "./block-look.ts";
import { useEditor } from "./editor-context.ts";
import styles from "./list-view.module.css";
import { blockName, shownExits, typeName } from "./say-block.ts";
import { Tile } from "./tile.tsx";
import { useSayStart } from "./use-say-start.ts";

/** The same flow as a list, in the order in which it is walked: for keyboards, screen readers and small screens. */
export function ListView({ rooms }: { rooms: readonly RoomBlock[] }) {
  const t = useWords();
  const sayStart = useSayStart();
  const { language: reader } = useLocale();
  const { drawing, selection, select, language, problems, figures, lit } = useEditor();
  const { document } = drawing;
  const [wanted, setWanted] = useState("");
  const named = (id: string | undefined) => {
    const block = blockOf(drawing, id ?? null);
    return block === undefined ? t("flow.nowhere") : blockName(block, reader, language, t);
  };
  const blocks = inOrder(document).filter(
    (block) => wanted === "" || fold(`${blockName(block, reader, language, t)} ${typeName(block, reader, t)}`).includes(fold(wanted)),
  );
  return (
    <section className={styles.list} aria-label={t("flow.listView")}>
      <InputBox small>
        <Search size={14} />
        <input
          aria-label={t("flow.findBlock")}
          placeholder={t("flow.findBlock")}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
      </InputBox>
      <ol className={styles.rows}>
        <li className={classes(styles.row, selection.has(START) && styles.chosen)}>
          <button type="button" className={styles.head} aria-pressed={selection.has(START)} onClick={() => select([START])}>
            <Tile look={START_LOOK} />
            <b>{t("flow.start")}</b>
            <span className={ink.secondary}>{document.starts.map((start) => sayStart(start)).join(" · ") || t("flow.noStart")}</span>
          </button>
          <p className={styles.exit}>
            <CornerDownRight size={12} /> {named(document.first ?? undefined)}
          </p>
        </li>
        {blocks.map((block) => {
          const own = problems.filter((one) => one.block === block.id && one.severity !== "hint");
          const isChosen = selection.has(block.id);
          const count = figures[block.id]?.visits;
          return (
            <li key={block.id} className={classes(styles.row, isChosen && styles.chosen, lit?.at === block.id && styles.here)}>
              <button
                type="button"
                className={styles.head}
                aria-pressed={isChosen}
                onClick={(event) => select(event.shiftKey ? [...selection, block.id] : [block.id])}
              >
                <Tile look={LOOKS[block.type]} />
                <b>{blockName(block, reader, language, t)}</b>
                <span className={ink.secondary}>{typeName(block, reader, t)}</span>
                {own.length > 0 && <TriangleAlert size={14} className={styles.warn} aria-label={t("flow.hasProblem")} />}
                {count !== undefined && <span className={classes(ink.quiet, ink.figures)}>{t("flow.visits", { count })}</span>}
              </button>
              {shownExits(block, reader, language, t, rooms)
                .filter(({ exit, isNeeded }) => isNeeded || block.exits[exit] !== undefined)
                .map(({ exit, label }) => (
                  <p key={exit} className={classes(styles.exit, own.some((one) => one.exit === exit) && styles.warn)}>
                    <CornerDownRight size={12} /> {label}: {named(block.exits[exit])}
                  </p>
                ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
