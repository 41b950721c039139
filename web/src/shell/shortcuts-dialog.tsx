import { useLocale } from "../text/locale.tsx";
import { Key } from "../ui/key.tsx";
import { Modal } from "../ui/modal.tsx";
import { keyCaps } from "./key-caps.ts";
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
