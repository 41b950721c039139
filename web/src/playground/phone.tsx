import { useEffect, useRef, useState } from "react";
import { useMe } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { clockTime } from "../text/times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classes } from "../ui/classes.ts";
import { ArrowLeft, Paperclip, Phone as PhoneIcon, SendHorizontal } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useNow } from "../ui/use-now.ts";
import styles from "./phone.module.css";
import { PhoneBubble } from "./phone-bubble.tsx";
import type { PersonAction, PhoneMessage } from "./use-phone.ts";
import { useWords } from "./words/words.ts";

interface PhoneProps {
  channelId: string;
  messages: PhoneMessage[];
  typing: boolean;
  onAct: (action: PersonAction) => void;
}

/** The customer's phone: what they see, and everything that they can do. */
export function Phone({ channelId, messages, typing, onAct }: PhoneProps) {
  const { language, timeZone } = useLocale();
  const t = useWords();
  const me = useMe();
  const now = useNow();
  const [text, setText] = useState("");
  const end = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const count = messages.length;
  useEffect(() => {
    end.current?.scrollTo({ top: count * 10_000 });
  }, [count]);

  function send(event: React.FormEvent) {
    event.preventDefault();
    if (text.trim() === "") return;
    onAct({ kind: "text", text: text.trim() });
    setText("");
  }
  async function attach(files: FileList | null) {
    for (const file of files ?? []) onAct(await fileAction(file));
  }
  return (
    <section className={styles.phone} aria-label={t("playground.phone")}>
      <div className={styles.glass}>
        <div className={classes(styles.status, ink.figures)}>
          <span>{clockTime(new Date(now).toISOString(), language, timeZone)}</span>
          <span className={styles.island} />
          <span className={styles.battery} />
        </div>
        <div className={styles.title}>
          <ArrowLeft size={16} />
          <Avatar name={me.workspace.name} className={styles.avatar} />
          <div>
            <div className={classes(ink.strong, ink.oneLine)}>{me.workspace.name}</div>
            <div className={styles.state}>{typing ? t("playground.typing") : t("playground.online")}</div>
          </div>
          <Spacer />
          <PhoneIcon size={18} />
        </div>
        <div className={styles.chat} ref={end}>
          {messages.map((message) => (
            <PhoneBubble
              key={message.id}
              channelId={channelId}
              message={message}
              quoted={messages.find(({ id }) => id === message.replyTo)}
              onAct={onAct}
            />
          ))}
        </div>
        <form className={styles.write} onSubmit={send}>
          <div className={styles.box}>
            <input
              value={text}
              onChange={(event) => setText(event.target.value)}
              placeholder={t("playground.write")}
              aria-label={t("playground.write")}
            />
            <button type="button" aria-label={t("playground.attach")} onClick={() => picker.current?.click()}>
              <Paperclip size={20} />
            </button>
            <input
              ref={picker}
              type="file"
              hidden
              accept="image/*,audio/*,video/*,application/pdf"
              onChange={(event) => void attach(event.target.files)}
            />
          </div>
          <button type="submit" className={styles.send} aria-label={t("playground.sendPhone")}>
            <SendHorizontal size={18} />
          </button>
        </form>
        <div className={styles.home}>
          <i />
        </div>
      </div>
    </section>
  );
}

async function fileAction(file: File): Promise<PersonAction> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  const family = file.type.split("/")[0];
  const type = family === "image" ? "image" : family === "audio" ? "voice" : family === "video" ? "video" : "document";
  return {
    kind: "file",
    type,
    mimeType: file.type === "" ? "application/octet-stream" : file.type,
    base64: btoa(binary),
    fileName: file.name,
  };
}
