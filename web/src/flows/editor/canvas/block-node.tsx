import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import type { RoomBlock } from "../../../../../flow/block-types.ts";
import type { Block, Language } from "../../../../../flow/document.ts";
import { useLocale } from "../../../text/locale.tsx";
import { classes } from "../../../ui/classes.ts";
import { TriangleAlert } from "../../../ui/icons.generated.ts";
import type { BlockFigures } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { LOOKS } from "../block-look.ts";
import type { BlockProblem } from "../problems.ts";
import { blockTitle, type ShownExit, shownExits } from "../say-block.ts";
import { Tile } from "../tile.tsx";
import { BlockBody } from "./block-body.tsx";
import styles from "./block-node.module.css";

interface BlockData extends Record<string, unknown> {
  block: Block;
  language: Language;
  rooms: readonly RoomBlock[];
  /** Of this block alone; the same list as long as nothing changed. */
  problems: readonly BlockProblem[];
  figures: BlockFigures | undefined;
  /** Whether a path is shown, and whether it passed here. */
  light: "none" | "passed" | "here" | "off";
}

export type BlockNodeType = Node<BlockData, "block">;

/** A block as it lies on the canvas: title, what it says, an exit a line, and what people did here. */
export const BlockNode = memo(function BlockNode({ data, selected }: NodeProps<BlockNodeType>) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { block, language, problems, figures, light, rooms } = data;
  const exits = shownExits(block, reader, language, t, rooms);
  const bad = new Set(problems.flatMap(({ exit, severity }) => (exit === undefined || severity === "hint" ? [] : [exit])));
  const [only] = exits;
  // A single way on comes out of the title, as a line from block to block.
  const isPlain = only?.words === "next";
  const shown = exits.filter((exit) => !(isPlain && exit === only) && isShown(exit, block));
  const own = problems.some(({ exit, severity }) => exit === undefined && severity !== "hint");
  return (
    <div className={classes(styles.node, selected && styles.selected, styles[light], LOOKS[block.type].tone === "ai" && styles.thinks)}>
      <Handle type="target" position={Position.Left} className={classes(styles.port, styles.in)} />
      <header className={styles.head}>
        <Tile look={LOOKS[block.type]} />
        <b>{blockTitle(block, reader, t)}</b>
        {own && <TriangleAlert size={14} className={styles.warn} aria-label={t("flow.hasProblem")} />}
        {isPlain && only !== undefined && <Port exit={only} isBad={bad.has(only.exit)} />}
      </header>
      <BlockBody block={block} language={language} />
      {shown.length > 0 && (
        <ul className={styles.exits}>
          {shown.map((exit) => (
            <li key={exit.exit}>
              <span className={exit.words === "option" || exit.words === "yes" || exit.words === "no" ? styles.option : styles.way}>
                {exit.label}
              </span>
              <Port exit={exit} isBad={bad.has(exit.exit)} />
            </li>
          ))}
        </ul>
      )}
      {figures !== undefined && <Figures figures={figures} />}
    </div>
  );
});

const Port = ({ exit, isBad }: { exit: ShownExit; isBad: boolean }) => (
  <Handle type="source" id={exit.exit} position={Position.Right} className={classes(styles.port, styles.out, isBad && styles.bad)} />
);

/** What happens by itself is drawn only where it leads somewhere; the inspector shows all of them. */
const isShown = ({ exit, words, isNeeded }: ShownExit, { exits }: Block) =>
  isNeeded || exits[exit] !== undefined || (words !== "invalid" && words !== "failed" && words !== "next");

function Figures({ figures: { visits, leftHere } }: { figures: BlockFigures }) {
  const t = useWords();
  const share = visits === 0 ? 0 : Math.round((100 * leftHere) / visits);
  return (
    <footer className={styles.foot}>
      <span>{t("flow.visits", { count: visits })}</span>
      {share > 0 && <span className={styles.left}>{t("flow.left", { share })}</span>}
    </footer>
  );
}
