import { useState } from "react";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { ChevronDown, ChevronUp, CircleAlert, Info, TriangleAlert } from "../../ui/icons.generated.ts";
import { blockOf } from "../drawing/drawing.ts";
import { useWords } from "../words/words.ts";
import styles from "./canvas/bars.module.css";
import { useEditor } from "./editor-context.ts";
import { type BlockProblem, isToMend } from "./problems.ts";
import { blockName } from "./say-block.ts";
import { sayProblem } from "./say-problem.ts";

const SIGNS = { error: CircleAlert, warning: TriangleAlert, hint: Info } as const;
const ORDER = ["error", "warning", "hint"] as const;

/** What is wrong with the drawing, as it is drawn; each leads to where it is. */
export function ProblemsBar({ onGo }: { onGo: (problem: BlockProblem) => void }) {
  const t = useWords();
  const { problems } = useEditor();
  const [isOpen, setOpen] = useState(false);
  const sorted = problems.filter(isToMend).toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const [first] = sorted;
  if (first === undefined) return null;
  return (
    <section className={styles.problems} aria-label={t("flow.problems")}>
      {isOpen && (
        <ul className={styles.problemList}>
          {sorted.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: problems have no name of their own
            <li key={index}>
              <Line problem={problem} onGo={onGo} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.problemBar} role="status">
        <Line problem={first} onGo={onGo} />
        {sorted.length > 1 && (
          <Button tone="ghost" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t("flow.allProblems", { count: sorted.length })}
            {isOpen ? <ChevronDown size={12} /> : <ChevronUp size={12} />}
          </Button>
        )}
      </div>
    </section>
  );
}

function Line({ problem, onGo }: { problem: BlockProblem; onGo: (problem: BlockProblem) => void }) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { drawing, language } = useEditor();
  const Sign = SIGNS[problem.severity];
  const block = blockOf(drawing, problem.block);
  return (
    <>
      <span className={classes(styles.sign, styles[problem.severity])}>
        <Sign size={16} />
      </span>
      <span className={styles.says}>
        <b>{sayProblem(problem, block, { reader, language, t })}</b>
        {block !== undefined && ` ${blockName(block, reader, language, t)}`}
      </span>
      {problem.block !== null && (
        <Button tone="ghost" size="small" onClick={() => onGo(problem)}>
          {t("flow.goThere")}
        </Button>
      )}
    </>
  );
}
