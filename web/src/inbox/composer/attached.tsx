import { IconButton } from "../../ui/icon-button.tsx";
import { X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import type { Draft } from "../drafts/draft-store.ts";
import { MessagePreview } from "../message-preview.tsx";
import { useWords } from "../words/words.ts";
import styles from "./composer.module.css";
import { FileChip } from "./file-chip.tsx";
import type { Upload } from "./use-uploads.ts";

interface AttachedProps {
  draft: Pick<Draft, "files" | "quoted">;
  /** Still on their way up. */
  uploads: Upload[];
  onChange: (change: Partial<Pick<Draft, "files" | "quoted">>) => void;
  onCancel: (uploadId: string) => void;
}

/** What goes with the words of an answer: the message that it answers, and files. */
export function Attached({ draft: { files, quoted }, uploads, onChange, onCancel }: AttachedProps) {
  const t = useWords();
  return (
    <>
      {quoted !== null && (
        <div className={styles.quote}>
          <span className={ink.oneLine}>
            <MessagePreview kind={quoted.kind} text={quoted.text} t={t} />
          </span>
          <IconButton label={t("compose.removeQuote")} onClick={() => onChange({ quoted: null })}>
            <X size={14} />
          </IconButton>
        </div>
      )}
      <div className={styles.uploads}>
        {files.map(({ id, kind, fileName }) => (
          <FileChip
            key={id}
            name={kind === "voice" ? t("kind.voice") : (fileName ?? t("kind.document"))}
            onRemove={() => onChange({ files: files.filter((file) => file.id !== id) })}
          />
        ))}
        {uploads.map(({ id, name, share, problem }) => (
          <FileChip key={id} name={name} share={share} failed={problem !== undefined} onRemove={() => onCancel(id)} />
        ))}
      </div>
    </>
  );
}
