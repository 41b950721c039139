import { useLocale } from "../text/locale.tsx";
import { Key } from "../ui/key.tsx";
import { Modal } from "../ui/modal.tsx";
import { useOfferedRooms } from "./room-list.ts";
import styles from "./shortcuts-dialog.module.css";
import { useWords } from "./words/words.ts";

/** Every key that the rooms declare. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const shortcuts = useOfferedRooms().flatMap((room) => room.shortcuts ?? []);
  return (
    <Modal title={t("shortcuts.title")} onClose={onClose}>
      <dl className={styles.keys}>
        {shortcuts.map(({ keys, says }) => (
          <div key={says(language)}>
            <dt>{says(language)}</dt>
            <dd>
              {keyCaps(keys).map((cap) => (
                <Key key={cap}>{cap}</Key>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

const CAPS: Record<string, string> = { Mod: navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl", Escape: "Esc" };

/** What stands on the keys: `g i` is G and I, `E` is Shift and E. */
function keyCaps(keys: string): string[] {
  return keys.split(/[ +]/).flatMap((key) => (/^[A-Z]$/.test(key) ? ["Shift", key] : [CAPS[key] ?? capital(key)]));
}

const capital = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);
