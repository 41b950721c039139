import { useReactFlow } from "@xyflow/react";
import { Button } from "../../../ui/button.tsx";
import {
  AlignCenterVertical,
  AlignStartHorizontal,
  AlignStartVertical,
  Columns3,
  Copy,
  Rows3,
  Trash2,
} from "../../../ui/icons.generated.ts";
import { ALIGNMENTS, align } from "../../drawing/align.ts";
import { placeOf } from "../../drawing/drawing.ts";
import { moveTo } from "../../drawing/edit-drawing.ts";
import { BLOCK_WIDTH } from "../../drawing/sizes.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import type { ClipboardActs } from "../use-clipboard.ts";
import styles from "./inspector.module.css";
import { Section } from "./section.tsx";

const SIGNS = { left: AlignStartVertical, middle: AlignCenterVertical, top: AlignStartHorizontal, columns: Columns3, rows: Rows3 } as const;

/** Several blocks at once: lined up, copied, removed. */
export function ManyForm({ clipboard }: { clipboard: ClipboardActs }) {
  const t = useWords();
  const { drawing, selection, change } = useEditor();
  const { getNode } = useReactFlow();
  function lineUp(alignment: (typeof ALIGNMENTS)[number]) {
    const boxes = [...selection].map((id) => {
      const note = drawing.layout.notes.find((one) => one.id === id);
      const { width = BLOCK_WIDTH, height = 120 } = getNode(id)?.measured ?? {};
      return { id, ...(note ?? placeOf(drawing, id)), width, height };
    });
    change((now) => moveTo(now, align(boxes, alignment)));
  }
  return (
    <>
      <Section title={t("flow.chosen", { count: selection.size })}>
        <div className={styles.acts}>
          {ALIGNMENTS.map((alignment) => {
            const Sign = SIGNS[alignment];
            return (
              <Button key={alignment} size="small" onClick={() => lineUp(alignment)}>
                <Sign size={14} /> {t(`flow.align.${alignment}`)}
              </Button>
            );
          })}
        </div>
      </Section>
      <Section>
        <div className={styles.acts}>
          <Button size="small" onClick={() => void clipboard.copy()}>
            <Copy size={14} /> {t("flow.copy")}
          </Button>
          <Button size="small" onClick={clipboard.duplicate}>
            <Copy size={14} /> {t("flow.duplicate")}
          </Button>
          <Button size="small" tone="danger" onClick={clipboard.remove}>
            <Trash2 size={14} /> {t("flow.delete")}
          </Button>
        </div>
      </Section>
    </>
  );
}
