import type { RoomBlock } from "../../../../../flow/block-types.ts";
import { BLOCK_WORDS } from "../../../../../flow/block-words.ts";
import type { Block } from "../../../../../flow/document.ts";
import { useLocale } from "../../../text/locale.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Copy, Trash2, X } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { blockOf, START } from "../../drawing/drawing.ts";
import { changeBlock } from "../../drawing/edit-drawing.ts";
import type { ActionFacts } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { LOOKS, START_LOOK } from "../block-look.ts";
import { useEditor } from "../editor-context.ts";
import { typeName } from "../say-block.ts";
import { Tile } from "../tile.tsx";
import type { ClipboardActs } from "../use-clipboard.ts";
import { BlockForm } from "./block-form.tsx";
import { ChannelForms } from "./channel-forms.tsx";
import { ExitsForm } from "./exits-form.tsx";
import { FiguresPart } from "./figures-part.tsx";
import { FlowSettings } from "./flow-settings.tsx";
import { withPart } from "./form-props.ts";
import styles from "./inspector.module.css";
import { ManyForm } from "./many-form.tsx";
import { NoteForm } from "./note-form.tsx";
import { StartsForm } from "./starts-form.tsx";

interface InspectorProps {
  actions: readonly ActionFacts[];
  rooms: readonly RoomBlock[];
  clipboard: ClipboardActs;
}

/** Everything about what is chosen; about the flow itself while nothing is. Whoever may not change it reads it. */
export function Inspector({ actions, rooms, clipboard }: InspectorProps) {
  const t = useWords();
  const { drawing, selection, select, isReadOnly } = useEditor();
  const [only] = selection;
  const one = selection.size === 1 ? only : undefined;
  const block = blockOf(drawing, one ?? null);
  const note = drawing.layout.notes.find(({ id }) => id === one);
  const close = (
    <IconButton label={t("flow.closeInspector")} onClick={() => select([])}>
      <X size={14} />
    </IconButton>
  );
  return (
    <aside className={styles.inspector} aria-label={t("flow.inspector")} data-inspector>
      <fieldset className={styles.body} disabled={isReadOnly}>
        {block !== undefined ? (
          <>
            <BlockHead key={block.id} block={block} clipboard={clipboard} close={close} />
            <BlockForm key={`${block.id}-form`} block={block} actions={actions} rooms={rooms} />
            <ExitsForm block={block} rooms={rooms} />
            <ChannelForms block={block} />
            <FiguresPart block={block} rooms={rooms} />
          </>
        ) : note !== undefined ? (
          <>
            <Head title={t("flow.note")} close={close} />
            <NoteForm id={note.id} text={note.text} />
          </>
        ) : one === START ? (
          <>
            <Head title={t("flow.start")} close={close} />
            <StartsForm />
          </>
        ) : selection.size > 1 ? (
          <>
            <Head title={t("flow.several")} close={close} />
            <ManyForm clipboard={clipboard} />
          </>
        ) : (
          <>
            <Head title={t("flow.thisFlow")} close={null} />
            <FlowSettings />
          </>
        )}
      </fieldset>
    </aside>
  );
}

const Head = ({ title, close }: { title: string; close: React.ReactNode }) => (
  <div className={styles.head}>
    <div className={styles.headLine}>
      <Tile look={START_LOOK} size={24} />
      <h2>{title}</h2>
      {close}
    </div>
  </div>
);

function BlockHead({ block, clipboard, close }: { block: Block; clipboard: ClipboardActs; close: React.ReactNode }) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { change } = useEditor();
  const about = block.type === "room" ? block.block : BLOCK_WORDS[block.type].description[reader];
  return (
    <div className={styles.head}>
      <div className={styles.headLine}>
        <Tile look={LOOKS[block.type]} size={24} />
        <input
          className={styles.name}
          aria-label={t("flow.blockName")}
          maxLength={120}
          placeholder={typeName(block, reader, t)}
          value={block.name ?? ""}
          onChange={({ target }) =>
            change((now) => changeBlock(now, block.id, (one) => withPart(one, { name: target.value || undefined })), `${block.id}-name`)
          }
        />
        <IconButton label={t("flow.duplicate")} onClick={clipboard.duplicate}>
          <Copy size={14} />
        </IconButton>
        <IconButton label={t("flow.delete")} onClick={clipboard.remove}>
          <Trash2 size={14} />
        </IconButton>
        {close}
      </div>
      <p className={ink.quiet}>
        {typeName(block, reader, t)} · {about}
      </p>
    </div>
  );
}
