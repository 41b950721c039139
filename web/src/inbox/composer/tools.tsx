import { useEffect, useState } from "react";
import { seconds } from "../../text/times.ts";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { LayoutTemplate, Lock, Mic, Paperclip, Plus, Reply, Smile, Square, X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import grid from "../bubbles/emoji.module.css";
import { useWords } from "../words/words.ts";
import styles from "./composer.module.css";

const EMOJIS = ["😀", "😊", "😂", "😍", "👍", "🙏", "👏", "💪", "❤️", "🎉", "✅", "📷", "📍", "⏰", "🔧", "❄️"];

interface ToolsProps {
  mode: "reply" | "note";
  onAttach: () => void;
  onRecord: () => void;
  /** Missing where the channel has no templates. */
  onTemplates?: () => void;
}

/** What can be added to a text, side by side. */
export function Tools({ mode, onAttach, onRecord, onTemplates, onEmoji }: ToolsProps & { onEmoji: (emoji: string) => void }) {
  const t = useWords();
  return (
    <>
      {mode === "reply" && (
        <IconButton label={t("compose.attach")} onClick={onAttach}>
          <Paperclip size={16} />
        </IconButton>
      )}
      <Menu
        align="start"
        trigger={
          <Button tone="ghost" size="small" square aria-label={t("compose.emoji")}>
            <Smile size={16} />
          </Button>
        }
      >
        <div className={grid.grid}>
          {EMOJIS.map((emoji) => (
            <button key={emoji} type="button" className={grid.one} onClick={() => onEmoji(emoji)}>
              {emoji}
            </button>
          ))}
        </div>
      </Menu>
      {mode === "reply" && (
        <>
          <IconButton label={t("compose.record")} onClick={onRecord}>
            <Mic size={16} />
          </IconButton>
          {onTemplates !== undefined && (
            <IconButton label={t("compose.templates")} onClick={onTemplates}>
              <LayoutTemplate size={16} />
            </IconButton>
          )}
        </>
      )}
    </>
  );
}

/** The same behind one button, where there is room for one; phones bring their own emoji. */
export function AddMenu({
  mode,
  onMode,
  onAttach,
  onTemplates,
}: Omit<ToolsProps, "onRecord"> & { onMode: (mode: "reply" | "note") => void }) {
  const t = useWords();
  return (
    <Menu
      align="start"
      trigger={
        <Button tone="ghost" square aria-label={t("compose.add")}>
          <Plus size={20} />
        </Button>
      }
    >
      {mode === "reply" ? (
        <>
          <MenuItem icon={<Paperclip size={16} />} onSelect={onAttach}>
            {t("compose.attach")}
          </MenuItem>
          {onTemplates !== undefined && (
            <MenuItem icon={<LayoutTemplate size={16} />} onSelect={onTemplates}>
              {t("compose.templates")}
            </MenuItem>
          )}
          <MenuItem icon={<Lock size={16} />} onSelect={() => onMode("note")}>
            {t("compose.note")}
          </MenuItem>
        </>
      ) : (
        <MenuItem icon={<Reply size={16} />} onSelect={() => onMode("reply")}>
          {t("compose.reply")}
        </MenuItem>
      )}
    </Menu>
  );
}

export function RecordingBar({ startedAt, onStop, onCancel }: { startedAt: number; onStop: () => void; onCancel: () => void }) {
  const t = useWords();
  const [at, setAt] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <span className={styles.recording} />
      <span className={classes(styles.elapsed, ink.figures, ink.small)}>
        {t("compose.recording", { time: seconds((at - startedAt) / 1000) })}
      </span>
      <IconButton label={t("compose.stop")} onClick={onStop}>
        <Square size={14} fill="currentColor" />
      </IconButton>
      <IconButton label={t("compose.cancel")} onClick={onCancel}>
        <X size={16} />
      </IconButton>
    </>
  );
}
