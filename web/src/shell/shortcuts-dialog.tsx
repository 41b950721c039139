import { Key } from "../ui/key.tsx";
import { Modal } from "../ui/modal.tsx";
import styles from "./shortcuts-dialog.module.css";
import type { ShortcutTextKey } from "./words/pt-BR.ts";
import { useShortcutText } from "./words/use-shortcut-text.ts";

const MOD = navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl";

const KEYS: [string, ShortcutTextKey][] = [
  ["J", "shortcuts.next"],
  ["K", "shortcuts.previous"],
  ["Enter", "shortcuts.open"],
  ["E", "shortcuts.resolve"],
  ["Shift E", "shortcuts.resolveStay"],
  ["I", "shortcuts.assignMe"],
  ["H", "shortcuts.snooze"],
  ["R", "shortcuts.reply"],
  ["N", "shortcuts.note"],
  ["U", "shortcuts.unread"],
  ["Z", "shortcuts.undo"],
  ["Enter", "shortcuts.send"],
  [`${MOD} Shift Enter`, "shortcuts.sendResolve"],
  [".", "shortcuts.context"],
  ["[", "shortcuts.rail"],
  ["Esc", "shortcuts.escape"],
  ["G I", "shortcuts.goInbox"],
  ["G Y", "shortcuts.goPlayground"],
  ["?", "shortcuts.help"],
];

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useShortcutText();
  return (
    <Modal title={t("shortcuts.title")} onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([key, text]) => (
          <div key={text}>
            <dt>{t(text)}</dt>
            <dd>
              {key.split(" ").map((part) => (
                <Key key={part}>{part}</Key>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
