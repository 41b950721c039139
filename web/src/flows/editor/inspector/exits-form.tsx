import type { RoomBlock } from "../../../../../flow/block-types.ts";
import type { Block } from "../../../../../flow/document.ts";
import { useLocale } from "../../../text/locale.tsx";
import { SelectField } from "../../../ui/field.tsx";
import { START } from "../../drawing/drawing.ts";
import { connect } from "../../drawing/edit-drawing.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { blockName, shownExits } from "../say-block.ts";
import { sayProblem } from "../say-problem.ts";
import { Section } from "./section.tsx";

/** Where each exit leads, chosen from a list: what wires do, without a mouse. */
export function ExitsForm({ block, rooms }: { block: Block; rooms: readonly RoomBlock[] }) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { problems, language } = useEditor();
  const exits = shownExits(block, reader, language, t, rooms);
  if (exits.length === 0) return null;
  return (
    <Section title={t("flow.exits")}>
      {exits.map(({ exit, label }) => {
        const problem = problems.find((one) => one.block === block.id && one.exit === exit);
        return (
          <TargetField
            key={exit}
            from={block.id}
            exit={exit}
            label={label}
            to={block.exits[exit]}
            problem={problem === undefined ? undefined : sayProblem(problem, block, { reader, language, t })}
          />
        );
      })}
    </Section>
  );
}

interface TargetFieldProps {
  from: string;
  exit: string;
  label: string;
  to: string | undefined;
  problem?: string | undefined;
}

/** One exit and every block that it may lead to. */
export function TargetField({ from, exit, label, to, problem }: TargetFieldProps) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { drawing, change, language } = useEditor();
  const targets = drawing.document.blocks.filter(({ id }) => id !== from || from === START);
  return (
    <SelectField
      label={t("flow.exitTo", { exit: label })}
      value={to ?? ""}
      problem={problem}
      data-exit={exit}
      onChange={({ target }) => change((now) => connect(now, from, exit, target.value || null))}
    >
      <option value="">{t("flow.nowhere")}</option>
      {targets.map((one) => (
        <option key={one.id} value={one.id}>
          {blockName(one, reader, language, t)}
        </option>
      ))}
    </SelectField>
  );
}
