import { Chip } from "../../ui/chip.tsx";
import { FileText, X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useWords } from "../words/words.ts";
import styles from "./composer.module.css";

interface FileChipProps {
  name: string;
  /** What of it has left, 0 to 1; missing when all of it is at the server. */
  share?: number;
  failed?: boolean;
  onRemove: () => void;
}

/** A file that goes with the answer. */
export function FileChip({ name, share, failed = false, onRemove }: FileChipProps) {
  const t = useWords();
  return (
    <Chip outline tone={failed ? "danger" : undefined} className={styles.upload}>
      <FileText size={12} />
      <span className={ink.oneLine}>{name}</span>
      {share !== undefined && !failed && <span className={ink.figures}>{t("file.uploading", { percent: Math.round(share * 100) })}</span>}
      <button type="button" aria-label={t("compose.removeFile", { name })} onClick={onRemove}>
        <X size={12} />
      </button>
    </Chip>
  );
}
