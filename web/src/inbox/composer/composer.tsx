// Longer than most: words, files, voice, quotes and the time to send are one draft, which one button sends.

import { lazy, type Ref, Suspense, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { api, type Conversation, type Message, type Outbound } from "../../api/client.ts";
import { useLive } from "../../shell/live.tsx";
import { useRooms } from "../../shell/room-list.ts";
import { RoomParts } from "../../shell/room-part.tsx";
import { useMay, useMe } from "../../shell/session.tsx";
import { problemText } from "../../text/problems.ts";
import { Button } from "../../ui/button.tsx";
import { ChannelMark, channelName } from "../../ui/channel-mark.tsx";
import { classes } from "../../ui/classes.ts";
import { Lock, Mic, SendHorizontal } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import screen from "../../ui/screen.module.css";
import { Spacer } from "../../ui/spacer.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useOnePane } from "../../ui/use-one-pane.ts";
import { useCanned } from "../canned/use-canned.tsx";
import type { DraftKind } from "../drafts/draft-store.ts";
import { lastKind, useDraft, useDrafts } from "../drafts/drafts.tsx";
import { useOutbox } from "../outbox.tsx";
import { useWords } from "../words/words.ts";
import { Attached } from "./attached.tsx";
import styles from "./composer.module.css";
import { FocusFirstField } from "./focus-first-field.tsx";
import { messagesOf } from "./messages-of.ts";
import { useReplyWindow, WindowClosed, WindowLeft } from "./reply-window.tsx";
import { AddMenu, RecordingBar, Tools } from "./tools.tsx";
import { useDegradation } from "./use-degradation.ts";
import { useMentions } from "./use-mentions.ts";
import { useRecorder } from "./use-recorder.ts";
import { useUploads } from "./use-uploads.ts";

const ScheduleMenu = lazy(() => import("../scheduled/schedule-menu.tsx"));
const ScheduledStrip = lazy(() => import("../scheduled/scheduled-strip.tsx"));
const TemplatePicker = lazy(() => import("./template-picker.tsx"));
const MentionList = lazy(() => import("./mention-list.tsx"));

export interface ComposerHandle {
  /** @returns false when there is no field that could take the focus. */
  focus(mode: DraftKind): boolean;
  openTemplates(): void;
  /** Files never go with a note. */
  attach(files: FileList | File[]): void;
  /** Answers this message. */
  quote(message: Message): void;
}

interface ComposerProps {
  conversation: Conversation;
  onResolve: () => void;
  ref: Ref<ComposerHandle>;
}

const TYPING_EVERY_MS = 20_000;

/**
 * Where people answer: text, files, voice, templates, and notes that can never reach the customer. An answer and a note are two drafts:
 * what was written as one is never sent as the other.
 */
export function Composer({ conversation, onResolve, ref }: ComposerProps) {
  const t = useWords();
  const me = useMe();
  const live = useLive();
  const outbox = useOutbox();
  const toast = useToast();
  const onePane = useOnePane();
  const helpers = useRooms().flatMap(({ composer = [] }) => composer);
  const mayReply = useMay("conversations.reply");
  const drafts = useDrafts();
  const [mode, setMode] = useState<DraftKind>(() => lastKind(drafts, conversation.id));
  const draft = useDraft(conversation.id, mode);
  const { text, files, quoted } = draft;
  const [focusAsked, setFocusAsked] = useState(0);
  const [templates, setTemplates] = useState(false);
  const { uploads, attach, remove } = useUploads(conversation.id, "reply", (error) => toast.show({ text: problemText(error, t) }));
  /** What was asked for while a file still went up; it is done when the last one is there. */
  const [waiting, setWaiting] = useState<"send" | "sendAndResolve" | null>(null);
  const recorder = useRecorder();
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const pickerBox = useRef<HTMLDivElement>(null);
  const caret = useRef<number | null>(null);
  const typingSent = useRef(0);
  const { channel } = conversation;
  const replyWindow = useReplyWindow(conversation);
  const { closed } = replyWindow;
  const hints = useDegradation(conversation, mode, text, files, quoted);
  const mentions = useMentions(conversation.id, mode === "note", (from, to, words) => {
    caret.current = from + words.length;
    change(text.slice(0, from) + words + text.slice(to));
  });
  const sendWith = me.preferences.sendWith ?? "enter";
  const showTemplates = mode === "reply" && channel.hasTemplates && (templates || closed);

  function focus(wanted: DraftKind): boolean {
    setMode(wanted);
    setFocusAsked((times) => times + 1);
    if (wanted === "note" || !channel.hasTemplates || !(templates || closed)) return mayReply;
    return (pickerBox.current?.querySelector("input") ?? null) !== null;
  }
  function attachToReply(files: File[], voice = false) {
    if (files.length === 0) return;
    if (mode === "note") return toast.show({ text: t("compose.noteNoFiles") });
    return void attach(files, voice);
  }
  useImperativeHandle(ref, () => ({
    focus,
    openTemplates: () => setTemplates(true),
    attach: (files) => attachToReply([...files]),
    quote({ id, kind, text }) {
      drafts.change(conversation.id, "reply", { quoted: { id, kind, text } });
      focus("reply");
    },
  }));
  // Before the next key: one typed at once after `r` or `n` belongs to the field.
  useLayoutEffect(() => {
    if (focusAsked > 0) (area.current ?? pickerBox.current?.querySelector("input"))?.focus();
  }, [focusAsked]);
  // An emoji stands where the caret was, and the caret behind it.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    area.current?.focus();
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, 180)}px`;
  });
  useEffect(() => () => live.look(conversation.id, false), [conversation.id, live]);

  function change(next: string) {
    drafts.change(conversation.id, mode, { text: next });
    live.look(conversation.id, next !== "" && mode === "reply");
    if (mode === "reply" && next !== "" && Date.now() - typingSent.current > TYPING_EVERY_MS) {
      typingSent.current = Date.now();
      void api
        .POST("/api/v1/conversations/{conversationId}/typing", { params: { path: { conversationId: conversation.id } } })
        .catch(() => undefined);
    }
  }

  function insert(words: string, at?: number, end?: number) {
    const { selectionStart, selectionEnd } = area.current ?? { selectionStart: text.length, selectionEnd: text.length };
    const from = at ?? selectionStart;
    caret.current = from + words.length;
    change(text.slice(0, from) + words + text.slice(end ?? selectionEnd));
  }
  const canned = useCanned(conversation, insert);

  /** @param kind of the draft that leaves: what was asked for while a file went up is an answer, whatever is written by then. */
  function submit(kind: DraftKind, thenResolve: boolean) {
    const written = drafts.read(conversation.id, kind);
    const words = written.text.trim();
    if (kind === "note") {
      if (words === "") return;
      outbox.send(conversation.id, { kind: "note", text: words });
    } else {
      if (uploads.some(({ problem }) => problem !== undefined)) return toast.show({ text: t("compose.fileFailed") });
      if (uploads.length > 0) return setWaiting(thenResolve ? "sendAndResolve" : "send");
      if (words === "" && written.files.length === 0) return;
      for (const body of messagesOf(written)) outbox.send(conversation.id, body);
    }
    drafts.change(conversation.id, kind, { text: "", files: [], quoted: null });
    live.look(conversation.id, false);
    typingSent.current = 0;
    if (thenResolve) onResolve();
  }

  /** What is written, as the messages that it leaves as. Empty while there is nothing, or a file still goes up. */
  const toSchedule = () => (uploads.length > 0 ? [] : messagesOf(drafts.read(conversation.id, "reply")));
  function scheduled() {
    drafts.change(conversation.id, "reply", { text: "", files: [], quoted: null });
    live.look(conversation.id, false);
  }

  const stillGoingUp = uploads.some(({ problem }) => problem === undefined);
  useEffect(() => {
    if (waiting === null || stillGoingUp) return;
    setWaiting(null);
    submit("reply", waiting === "sendAndResolve");
  });

  function onKeyDown(event: React.KeyboardEvent) {
    if (canned.onKey(event)) return;
    if (mentions.onKey(event)) return;
    if (event.key === "Escape") return quoted === null ? area.current?.blur() : drafts.change(conversation.id, mode, { quoted: null });
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const mod = event.metaKey || event.ctrlKey;
    if (mod || (sendWith === "enter" && !event.shiftKey)) {
      event.preventDefault();
      submit(mode, mod && event.shiftKey);
    }
  }

  /** What is on top closes, and nothing else hears of the key. */
  function onPickerKey(event: React.KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (closed) blurActive();
    else closeTemplates();
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
    if (sound !== null) attachToReply([new File([sound], "voice", { type: sound.type })], true);
  }

  function sendTemplate(body: Outbound) {
    outbox.send(conversation.id, body);
    closeTemplates();
  }

  /** The field comes back with the focus, so that what is typed next does not become shortcuts. */
  function closeTemplates() {
    setTemplates(false);
    setFocusAsked((times) => times + 1);
  }

  if (!mayReply) return <section className={classes(styles.composer, styles.readOnly)}>{t("compose.noRight")}</section>;
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
      dir="auto"
      rows={1}
      value={text}
      placeholder={
        mode === "note" ? t("compose.notePlaceholder") : t("compose.replyPlaceholder", { channel: channelName(conversation.channel.kind) })
      }
      aria-label={mode === "note" ? t("compose.note") : t("compose.label")}
      onChange={({ target }) => {
        change(target.value);
        canned.look(target.value, target.selectionStart);
        mentions.look(target);
      }}
      onBlur={canned.close}
      onKeyDown={onKeyDown}
      onPaste={(event) => attachToReply([...event.clipboardData.files])}
    />
  );
  const schedule = mode === "reply" && (text.trim() !== "" || files.length > 0) && (
    <Suspense>
      <ScheduleMenu conversationId={conversation.id} messages={toSchedule} onDone={scheduled} />
    </Suspense>
  );
  return (
    <section className={classes(styles.composer, mode === "note" && styles.note)} aria-label={t("compose.label")} data-acts-below>
      <Suspense>
        <ScheduledStrip conversationId={conversation.id} />
      </Suspense>
      <div className={classes(styles.top, mode === "reply" && screen.notOnPhone)}>
        <button type="button" className={styles.mode} aria-pressed={mode === "reply"} onClick={() => focus("reply")}>
          {t("compose.reply")}
        </button>
        <button type="button" className={styles.mode} aria-pressed={mode === "note"} onClick={() => focus("note")}>
          <Lock size={12} /> {t("compose.note")}
        </button>
        <Spacer />
        {mode === "reply" && channel.hasWindow && !closed && <WindowLeft {...replyWindow} />}
      </div>
      {showTemplates ? (
        <>
          {closed && <WindowClosed conversation={conversation} leftMs={replyWindow.leftMs} />}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from whichever field has the focus */}
          <div ref={pickerBox} data-holds-keys={closed ? undefined : true} onKeyDown={onPickerKey}>
            <Suspense>
              <TemplatePicker conversation={conversation} onSend={sendTemplate} {...(closed ? {} : { onCancel: closeTemplates })} />
              {templates && <FocusFirstField box={pickerBox} />}
            </Suspense>
          </div>
        </>
      ) : (
        <>
          {closed && mode === "reply" && <WindowClosed conversation={conversation} leftMs={replyWindow.leftMs} />}
          {mode === "reply" && (
            <Attached
              draft={draft}
              uploads={uploads}
              onChange={(next) => drafts.change(conversation.id, "reply", next)}
              onCancel={remove}
            />
          )}
          {hints.length > 0 && (
            <p className={classes(ink.small, ink.secondary, styles.hints)} role="status">
              {hints.map((hint) => t(`degrade.${hint}`, { channel: channelName(channel.kind) })).join(" ")}
            </p>
          )}
          {canned.list}
          <Suspense>{mentions.shown !== null && <MentionList mentions={mentions.shown} />}</Suspense>
          {onePane ? (
            <div className={styles.line}>
              {recorder.startedAt === null ? (
                <>
                  <AddMenu mode={mode} onMode={(wanted) => void focus(wanted)} {...tools} />
                  {field}
                  {schedule}
                  {mode === "reply" && text.trim() === "" && uploads.length + files.length === 0 ? (
                    <Button tone="primary" square aria-label={t("compose.record")} onClick={tools.onRecord}>
                      <Mic size={20} />
                    </Button>
                  ) : (
                    <Button
                      tone={mode === "note" ? "note" : "primary"}
                      square
                      aria-label={mode === "note" ? t("compose.saveNote") : t("compose.send")}
                      onClick={() => submit(mode, false)}
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
                {recorder.startedAt === null ? <Tools mode={mode} {...tools} onEmoji={insert} /> : recording}
                {mode === "reply" && recorder.startedAt === null && (
                  <RoomParts parts={helpers} with={{ conversationId: conversation.id }} />
                )}
                <Spacer />
                {mode === "reply" && (
                  <span className={styles.by}>
                    <ChannelMark kind={conversation.channel.kind} size={14} /> {channelName(conversation.channel.kind)}
                  </span>
                )}
                {schedule}
                <Button tone={mode === "note" ? "note" : "primary"} busy={waiting !== null} onClick={() => submit(mode, false)}>
                  {mode === "note" ? t("compose.saveNote") : t(waiting === null ? "compose.send" : "compose.sendsSoon")}
                </Button>
              </div>
            </>
          )}
          <input ref={picker} type="file" multiple hidden onChange={(event) => attachToReply([...(event.target.files ?? [])])} />
        </>
      )}
    </section>
  );
}

const blurActive = () => document.activeElement instanceof HTMLElement && document.activeElement.blur();
