// Longer than most: words, files, voice, quotes and the time to send are one draft, which one button sends.

import { lazy, type Ref, Suspense, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { api, type Conversation, type Message, type Outbound } from "../../api/client.ts";
import { useLive } from "../../shell/live.tsx";
import { useMay, useMe } from "../../shell/session.tsx";
import { problemText } from "../../text/problems.ts";
import { ago, duration } from "../../text/times.ts";
import { Button } from "../../ui/button.tsx";
import { ChannelMark, channelName } from "../../ui/channel-mark.tsx";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { FileText, Lock, Mic, SendHorizontal, X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import screen from "../../ui/screen.module.css";
import { Spacer } from "../../ui/spacer.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useOnePane } from "../../ui/use-one-pane.ts";
import { MessagePreview } from "../message-preview.tsx";
import { useOutbox } from "../outbox.tsx";
import { useWords } from "../words/words.ts";
import styles from "./composer.module.css";
import { readDraft, writeDraft } from "./drafts.ts";
import { AddMenu, RecordingBar, Tools } from "./tools.tsx";
import { useDegradation } from "./use-degradation.ts";
import { useRecorder } from "./use-recorder.ts";
import { useUploads } from "./use-uploads.ts";

const TemplatePicker = lazy(() => import("./template-picker.tsx"));

export interface ComposerHandle {
  focus(mode: "reply" | "note"): void;
  openTemplates(): void;
  attach(files: FileList | File[]): void;
}

interface ComposerProps {
  conversation: Conversation;
  quoted: Message | null;
  onQuoted: (message: Message | null) => void;
  onResolve: () => void;
  ref: Ref<ComposerHandle>;
}

const TYPING_EVERY_MS = 20_000;
const SOON_MS = 2 * 3_600_000;

/** Where people answer: text, files, voice, templates, and notes that can never reach the customer. */
export function Composer({ conversation, quoted, onQuoted, onResolve, ref }: ComposerProps) {
  const t = useWords();
  const me = useMe();
  const live = useLive();
  const outbox = useOutbox();
  const toast = useToast();
  const now = useNow();
  const onePane = useOnePane();
  const mayReply = useMay("conversations.reply");
  const [mode, setMode] = useState<"reply" | "note">("reply");
  const [focusAsked, setFocusAsked] = useState(0);
  const [text, setText] = useState(() => readDraft(conversation.id) ?? "");
  const [templates, setTemplates] = useState(false);
  const { uploads, attach, remove, clear } = useUploads((error) => toast.show({ text: problemText(error, t) }));
  /** What was asked for while a file still went up; it is done when the last one is there. */
  const [waiting, setWaiting] = useState<"send" | "sendAndResolve" | null>(null);
  const recorder = useRecorder();
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const typingSent = useRef(0);
  const { windowClosesAt, humanAgentUntil, channel } = conversation;
  const leftMs = windowClosesAt === null ? -1 : Date.parse(windowClosesAt) - now;
  const humanMs = humanAgentUntil === null ? -1 : Date.parse(humanAgentUntil) - now;
  const closed = channel.hasWindow && leftMs <= 0 && humanMs <= 0;
  const hints = useDegradation(conversation, mode, text, uploads, quoted);
  const sendWith = me.preferences.sendWith ?? "enter";

  function focus(wanted: "reply" | "note") {
    setMode(wanted);
    setFocusAsked((times) => times + 1);
  }
  useImperativeHandle(ref, () => ({
    focus,
    openTemplates: () => setTemplates(true),
    attach: (files) => void attach([...files]),
  }));
  // Before the next key: one typed at once after `r` or `n` belongs to the field.
  useLayoutEffect(() => {
    if (focusAsked > 0) area.current?.focus();
  }, [focusAsked]);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, 180)}px`;
  });
  useEffect(() => () => live.look(conversation.id, false), [conversation.id, live]);

  function change(next: string) {
    setText(next);
    writeDraft(conversation.id, next);
    live.look(conversation.id, next !== "" && mode === "reply");
    if (mode === "reply" && next !== "" && Date.now() - typingSent.current > TYPING_EVERY_MS) {
      typingSent.current = Date.now();
      void api
        .POST("/api/v1/conversations/{conversationId}/typing", { params: { path: { conversationId: conversation.id } } })
        .catch(() => undefined);
    }
  }

  function submit(thenResolve: boolean) {
    const words = text.trim();
    if (mode === "note") {
      if (words === "") return;
      outbox.send(conversation.id, { kind: "note", text: words });
    } else {
      const ready = uploads.filter(({ stored }) => stored !== undefined);
      if (uploads.some(({ problem }) => problem !== undefined)) return toast.show({ text: t("compose.fileFailed") });
      if (uploads.length !== ready.length) return setWaiting(thenResolve ? "sendAndResolve" : "send");
      if (words === "" && ready.length === 0) return;
      const quote = quoted === null ? {} : { replyToId: quoted.id };
      const captioned =
        ready.length === 1 && ready[0]?.stored !== undefined && ["image", "video", "document"].includes(ready[0].stored.kind);
      ready.forEach(({ stored }, index) => {
        if (stored === undefined) return;
        outbox.send(conversation.id, {
          kind: stored.kind as "image",
          attachmentId: stored.id,
          ...(captioned && words !== "" ? { text: words } : {}),
          ...(index === 0 ? quote : {}),
        });
      });
      if (words !== "" && !captioned) outbox.send(conversation.id, { kind: "text", text: words, ...(ready.length === 0 ? quote : {}) });
    }
    change("");
    clear();
    onQuoted(null);
    typingSent.current = 0;
    if (thenResolve) onResolve();
  }

  const stillGoingUp = uploads.some(({ stored, problem }) => stored === undefined && problem === undefined);
  useEffect(() => {
    if (waiting === null || stillGoingUp) return;
    setWaiting(null);
    submit(waiting === "sendAndResolve");
  });

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Escape") return quoted === null ? area.current?.blur() : onQuoted(null);
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const mod = event.metaKey || event.ctrlKey;
    if (mod || (sendWith === "enter" && !event.shiftKey)) {
      event.preventDefault();
      submit(mod && event.shiftKey);
    }
  }

  async function record() {
    try {
      await recorder.start();
    } catch {
      toast.show({ text: t("compose.noMicrophone") });
    }
  }

  async function finishRecording() {
    const sound = await recorder.stop();
    if (sound !== null) await attach([new File([sound], "voice", { type: sound.type })], true);
  }

  function sendTemplate(body: Outbound) {
    outbox.send(conversation.id, body);
    setTemplates(false);
  }

  if (!mayReply) return <section className={classes(styles.composer, styles.readOnly)}>{t("compose.noRight")}</section>;
  const showTemplates = mode === "reply" && channel.hasTemplates && (templates || closed);
  const tools = {
    onAttach: () => picker.current?.click(),
    onRecord: () => void record(),
    ...(channel.hasTemplates ? { onTemplates: () => setTemplates(true) } : {}),
  };
  const recording = recorder.startedAt !== null && (
    <RecordingBar startedAt={recorder.startedAt} onStop={() => void finishRecording()} onCancel={recorder.cancel} />
  );
  const field = (
    <textarea
      ref={area}
      className={styles.field}
      rows={1}
      value={text}
      placeholder={
        mode === "note" ? t("compose.notePlaceholder") : t("compose.replyPlaceholder", { channel: channelName(conversation.channel.kind) })
      }
      aria-label={mode === "note" ? t("compose.note") : t("compose.label")}
      onChange={(event) => change(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={(event) => void attach([...event.clipboardData.files])}
    />
  );
  return (
    <section className={classes(styles.composer, mode === "note" && styles.note)} aria-label={t("compose.label")}>
      <div className={classes(styles.top, mode === "reply" && screen.notOnPhone)}>
        <button type="button" className={styles.mode} aria-pressed={mode === "reply"} onClick={() => setMode("reply")}>
          {t("compose.reply")}
        </button>
        <button type="button" className={styles.mode} aria-pressed={mode === "note"} onClick={() => setMode("note")}>
          <Lock size={12} /> {t("compose.note")}
        </button>
        <Spacer />
        {mode === "reply" && channel.hasWindow && !closed && (
          <span className={classes(ink.small, ink.figures, leftMs < SOON_MS ? styles.endsSoon : ink.quiet)}>
            {leftMs > 0 ? t("compose.windowOpen", { time: duration(leftMs, t) }) : t("compose.humanAgent", { time: duration(humanMs, t) })}
          </span>
        )}
      </div>
      {showTemplates ? (
        <>
          {closed && (
            <div className={styles.closed}>
              <Lock size={14} />
              <span>
                <b>{windowClosesAt === null ? t("window.never") : t("window.closed", { ago: ago(-leftMs, t) })}</b> {t("window.explain")}
              </span>
            </div>
          )}
          <Suspense>
            <TemplatePicker
              conversation={conversation}
              onSend={sendTemplate}
              {...(closed ? {} : { onCancel: () => setTemplates(false) })}
            />
          </Suspense>
        </>
      ) : (
        <>
          {closed && mode === "reply" && (
            <div className={styles.closed}>
              <Lock size={14} />
              <span>
                <b>{t("window.closed", { ago: ago(-leftMs, t) })}</b> {t("window.noTemplates", { channel: channelName(channel.kind) })}
              </span>
            </div>
          )}
          {quoted !== null && mode === "reply" && (
            <div className={styles.quote}>
              <span className={ink.oneLine}>
                <MessagePreview kind={quoted.kind} text={quoted.text} t={t} />
              </span>
              <IconButton label={t("compose.removeQuote")} onClick={() => onQuoted(null)}>
                <X size={14} />
              </IconButton>
            </div>
          )}
          <div className={styles.uploads}>
            {uploads.map((upload) => (
              <Chip key={upload.id} outline tone={upload.problem === undefined ? undefined : "danger"} className={styles.upload}>
                <FileText size={12} />
                <span className={ink.oneLine}>{upload.name}</span>
                {upload.stored === undefined && upload.problem === undefined && (
                  <span className={ink.figures}>{t("file.uploading", { percent: Math.round(upload.share * 100) })}</span>
                )}
                <button type="button" aria-label={t("compose.removeFile", { name: upload.name })} onClick={() => remove(upload.id)}>
                  <X size={12} />
                </button>
              </Chip>
            ))}
          </div>
          {hints.length > 0 && (
            <p className={classes(ink.small, ink.secondary, styles.hints)} role="status">
              {hints.map((hint) => t(`degrade.${hint}`, { channel: channelName(channel.kind) })).join(" ")}
            </p>
          )}
          {onePane ? (
            <div className={styles.line}>
              {recorder.startedAt === null ? (
                <>
                  <AddMenu mode={mode} onMode={focus} {...tools} />
                  {field}
                  {mode === "reply" && text.trim() === "" && uploads.length === 0 ? (
                    <Button tone="primary" square aria-label={t("compose.record")} onClick={tools.onRecord}>
                      <Mic size={20} />
                    </Button>
                  ) : (
                    <Button
                      tone={mode === "note" ? "note" : "primary"}
                      square
                      aria-label={mode === "note" ? t("compose.saveNote") : t("compose.send")}
                      onClick={() => submit(false)}
                    >
                      <SendHorizontal size={20} />
                    </Button>
                  )}
                </>
              ) : (
                recording
              )}
            </div>
          ) : (
            <>
              {field}
              <div className={styles.bar}>
                {recorder.startedAt === null ? <Tools mode={mode} {...tools} onEmoji={(emoji) => change(text + emoji)} /> : recording}
                <Spacer />
                {mode === "reply" && (
                  <span className={styles.by}>
                    <ChannelMark kind={conversation.channel.kind} size={14} /> {channelName(conversation.channel.kind)}
                  </span>
                )}
                <Button tone={mode === "note" ? "note" : "primary"} busy={waiting !== null} onClick={() => submit(false)}>
                  {mode === "note" ? t("compose.saveNote") : t(waiting === null ? "compose.send" : "compose.sendsSoon")}
                </Button>
              </div>
            </>
          )}
          <input ref={picker} type="file" multiple hidden onChange={(event) => void attach([...(event.target.files ?? [])])} />
        </>
      )}
    </section>
  );
}
