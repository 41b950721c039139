import { useState } from "react";
import { type Attachment, api } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import styles from "./voice-words.module.css";
import { useWords } from "./words/words.ts";

type Transcript = NonNullable<Attachment["transcript"]>;

/** What is surer than this is not marked. */
const SURE = 0.85;

/** Under a voice message: what was said, what of it is doubtful, and the way to correct it. It comes by itself when it is written down. */
export default function VoiceWords({ attachment }: { attachment: Attachment }) {
  const t = useWords();
  const mayReply = useMay("conversations.reply");
  const [writing, setWriting] = useState(false);
  const { transcript } = attachment;
  if (writing) return <Editor attachment={attachment} onClose={() => setWriting(false)} />;
  return (
    <section className={styles.words} aria-label={t("voice.title")}>
      <Said transcript={transcript} />
      {transcript?.state !== "pending" && mayReply && (
        <div className={styles.bar}>
          {transcript?.state === "needs_review" && <Chip tone="warn">{t("voice.needsReview")}</Chip>}
          {transcript !== null && transcript.correctedBy !== null && (
            <span
              className={classes(ink.small, ink.quiet)}
              title={transcript.original === null ? "" : t("voice.original", { text: transcript.original })}
            >
              {t("voice.correctedBy", { name: transcript.correctedBy })}
            </span>
          )}
          <Button tone="ghost" size="small" onClick={() => setWriting(true)}>
            {t(transcript?.text ? "voice.correct" : "voice.write")}
          </Button>
          {transcript?.state === "failed" && <Retry attachmentId={attachment.id} />}
        </div>
      )}
    </section>
  );
}

function Said({ transcript }: { transcript: Transcript | null }) {
  const t = useWords();
  const quiet = classes(styles.said, ink.small, ink.secondary);
  if (transcript === null) return <p className={quiet}>{t("voice.none")}</p>;
  if (transcript.state === "pending")
    return (
      <p className={quiet} aria-busy="true">
        {t("voice.pending")}
      </p>
    );
  if (transcript.state === "failed" || transcript.state === "refused")
    return <p className={quiet}>{t.find(`voice.${transcript.state}.${transcript.reason}`) ?? t("voice.none")}</p>;
  if (transcript.correctedBy !== null || transcript.pieces === null) return <p className={styles.said}>{transcript.text}</p>;
  return (
    <p className={styles.said}>
      {transcript.pieces.map(({ text, confidence }, index) =>
        confidence !== null && confidence >= SURE ? (
          `${text} `
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place
            key={index}
            className={styles.doubtful}
            title={confidence === null ? t("voice.unsure") : t("voice.doubtful", { percent: Math.round(confidence * 100) })}
          >
            {text}{" "}
          </span>
        ),
      )}
    </p>
  );
}

function Retry({ attachmentId }: { attachmentId: string }) {
  const t = useWords();
  const again = useAct(t, () => api.POST("/api/v1/attachments/{attachmentId}/transcript/retry", { params: { path: { attachmentId } } }));
  return (
    <Button tone="ghost" size="small" busy={again.busy} onClick={() => void again.run()}>
      {t("voice.retry")}
    </Button>
  );
}

/** Escape leaves it as it was, Ctrl with Enter keeps it. */
function Editor({ attachment, onClose }: { attachment: Attachment; onClose: () => void }) {
  const t = useWords();
  const [text, setText] = useState(attachment.transcript?.text ?? "");
  const save = useAct(
    t,
    () =>
      api.PUT("/api/v1/attachments/{attachmentId}/transcript", {
        params: { path: { attachmentId: attachment.id } },
        body: { text: text.trim() },
      }),
    { done: () => void onClose() },
  );
  return (
    <section className={styles.words} aria-label={t("voice.title")}>
      <textarea
        className={styles.editor}
        aria-label={t("voice.text")}
        // biome-ignore lint/a11y/noAutofocus: it was opened to write in it
        autoFocus
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") onClose();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim() !== "") void save.run();
        }}
      />
      <div className={styles.bar}>
        <Button size="small" busy={save.busy} disabled={text.trim() === ""} onClick={() => void save.run()}>
          {t("voice.save")}
        </Button>
        <Button tone="ghost" size="small" onClick={onClose}>
          {t("voice.cancel")}
        </Button>
      </div>
    </section>
  );
}
