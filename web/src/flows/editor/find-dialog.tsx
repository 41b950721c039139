import { useState } from "react";
import { fold } from "../../../../rules/fold.ts";
import { useLocale } from "../../text/locale.tsx";
import { Search } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { InputBox } from "../../ui/input.tsx";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import { useWords } from "../words/words.ts";
import { LOOKS } from "./block-look.ts";
import { useEditor } from "./editor-context.ts";
import styles from "./library.module.css";
import { blockName, typeName } from "./say-block.ts";
import { Tile } from "./tile.tsx";

/** A block of this flow by anything that stands in it. */
export function FindDialog({ onGo, onClose }: { onGo: (id: string) => void; onClose: () => void }) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { drawing, language } = useEditor();
  const [wanted, setWanted] = useState("");
  const found = drawing.document.blocks.filter((block) =>
    fold(`${blockName(block, reader, language, t)} ${typeName(block, reader, t)} ${JSON.stringify(block)}`).includes(fold(wanted)),
  );
  const [first] = found;
  return (
    <Modal title={t("flow.findBlock")} onClose={onClose}>
      <ModalBody>
        <InputBox>
          <Search size={14} />
          <input
            aria-label={t("flow.findBlock")}
            // biome-ignore lint/a11y/noAutofocus: whoever opens the layer wants to search
            autoFocus
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && first !== undefined) onGo(first.id);
            }}
          />
        </InputBox>
        {found.slice(0, 30).map((block) => (
          <button key={block.id} type="button" className={styles.entry} onClick={() => onGo(block.id)}>
            <Tile look={LOOKS[block.type]} size={20} />
            <span className={ink.oneLine}>{blockName(block, reader, language, t)}</span>
            <span className={ink.quiet}>{typeName(block, reader, t)}</span>
          </button>
        ))}
        {first === undefined && <p className={ink.quiet}>{t("flow.noBlock")}</p>}
      </ModalBody>
    </Modal>
  );
}
