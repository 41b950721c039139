import { IconButton } from "../../ui/icon-button.tsx";
import { Copy } from "../../ui/icons.generated.ts";
import { Input } from "../../ui/input.tsx";
import { useToast } from "../../ui/toast.tsx";
import styles from "./settings.module.css";
import { useWords } from "./words/words.ts";

/** Something that is shown once: to be read, and copied. */
export function SecretLine({ label, text }: { label: string; text: string }) {
  const t = useWords();
  const toast = useToast();
  async function copy() {
    await navigator.clipboard.writeText(text);
    toast.show({ text: t("copied") });
  }
  return (
    <div className={styles.secret}>
      <Input aria-label={label} value={text} readOnly onFocus={({ target }) => target.select()} />
      <IconButton label={t("copy")} onClick={() => void copy()}>
        <Copy size={14} />
      </IconButton>
    </div>
  );
}
