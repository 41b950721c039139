import { useState } from "react";
import type { Answer } from "../../../../../flow/run.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Image, MapPin, Mic, Paperclip, SendHorizontal } from "../../../ui/icons.generated.ts";
import { Input } from "../../../ui/input.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { useWords } from "../../words/words.ts";
import styles from "./trial.module.css";

interface TrialComposerProps {
  hasBegun: boolean;
  hasEnded: boolean;
  onAgain: () => void;
  onWrite: (part: Partial<Answer>) => void;
  /** Without any message: a schedule, the API, a rule. */
  onBegin: () => void;
}

const FILES = { image: "foto.jpg", document: "documento.pdf", audio: "audio.ogg" } as const;

/** What the contact writes or sends. */
export function TrialComposer({ hasBegun, hasEnded, onAgain, onWrite, onBegin }: TrialComposerProps) {
  const t = useWords();
  const [text, setText] = useState("");
  if (hasEnded) {
    return (
      <div className={styles.composer}>
        <Button size="wide" onClick={onAgain}>
          {t("flow.trial.again")}
        </Button>
      </div>
    );
  }
  const file = (kind: keyof typeof FILES) =>
    onWrite({ files: [{ attachmentId: crypto.randomUUID(), kind, name: FILES[kind], bytes: 200_000 }] });
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        onWrite({ text });
        setText("");
      }}
    >
      <Input
        aria-label={t("flow.trial.write")}
        placeholder={t(hasBegun ? "flow.trial.write" : "flow.trial.first")}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {hasBegun ? (
        <Menu
          trigger={
            <IconButton label={t("flow.trial.attach")}>
              <Paperclip size={14} />
            </IconButton>
          }
        >
          <MenuItem icon={<Image size={14} />} onSelect={() => file("image")}>
            {t("flow.kind.image")}
          </MenuItem>
          <MenuItem icon={<Paperclip size={14} />} onSelect={() => file("document")}>
            {t("flow.kind.document")}
          </MenuItem>
          <MenuItem icon={<Mic size={14} />} onSelect={() => file("audio")}>
            {t("flow.kind.audio")}
          </MenuItem>
          <MenuItem icon={<MapPin size={14} />} onSelect={() => onWrite({ location: { latitude: -3.1, longitude: -60.02 } })}>
            {t("flow.place")}
          </MenuItem>
        </Menu>
      ) : (
        <Button size="small" onClick={onBegin}>
          {t("flow.trial.begin")}
        </Button>
      )}
      <IconButton type="submit" label={t("flow.trial.send")}>
        <SendHorizontal size={14} />
      </IconButton>
    </form>
  );
}
