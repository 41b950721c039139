import { FileText, LayoutTemplate, Lock, Mic, Paperclip, Smile, Square, X } from "lucide-react";
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { ApiError, api, type Conversation, type Message, type Outbound, uploadFile } from "../../api/client.ts";
import { useLive } from "../../shell/live.tsx";
import { useMay, useMe } from "../../shell/session.tsx";
import { problemText } from "../../text/problems.ts";
import { useText } from "../../text/text.tsx";
import { ago, duration, seconds } from "../../text/times.ts";
import { ChannelMark, channelName } from "../../ui/channel-mark.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useNow } from "../../ui/use-now.ts";
import { MessagePreview } from "../message-preview.tsx";
import { useOutbox } from "../outbox.tsx";
import { readDraft, writeDraft } from "./drafts.ts";
import { TemplatePicker } from "./template-picker.tsx";
import { useRecorder } from "./use-recorder.ts";

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

interface Upload {
  id: string;
  name: string;
  share: number;
  /** Set when the server has the file. */
  stored?: { id: string; kind: string };
  problem?: string;
}

const TYPING_EVERY_MS = 20_000;
const SOON_MS = 2 * 3_600_000;
const EMOJIS = ["😀", "😊", "😂", "😍", "👍", "🙏", "👏", "💪", "❤️", "🎉", "✅", "📷", "📍", "⏰", "🔧", "❄️"];

/** Where people answer: text, files, voice, templates, and notes that can never reach the customer. */
export function Composer({ conversation, quoted, onQuoted, onResolve, ref }: ComposerProps) {
  const t = useText();
  const me = useMe();
  const live = useLive();
  const outbox = useOutbox();
  const toast = useToast();
  const now = useNow();
  const mayReply = useMay("conversations.reply");
  const [mode, setMode] = useState<"reply" | "note">("reply");
  const [focusAsked, setFocusAsked] = useState(0);
  const [text, setText] = useState(() => readDraft(conversation.id) ?? "");
  const [templates, setTemplates] = useState(false);
  const { uploads, attach, remove, clear } = useUploads((error) => toast.show({ text: problemText(error, t) }));
  const recorder = useRecorder();
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const typingSent = useRef(0);
  const { windowClosesAt } = conversation;
  const leftMs = windowClosesAt === null ? -1 : Date.parse(windowClosesAt) - now;
  const closed = leftMs <= 0;
  const sendWith = me.preferences.sendWith ?? "enter";

  useImperativeHandle(ref, () => ({
    focus(wanted) {
      setMode(wanted);
      setFocusAsked((times) => times + 1);
    },
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
      if (uploads.length !== ready.length || (words === "" && ready.length === 0)) return;
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

  if (!mayReply) return <section className="compose quiet">{t("compose.noRight")}</section>;
  const showTemplates = mode === "reply" && (templates || closed);
  return (
    <section className={`compose${mode === "note" ? " note" : ""}`} aria-label={t("compose.label")}>
      <div className="top">
        <button
          type="button"
          className={`tab${mode === "reply" ? " on" : ""}`}
          aria-pressed={mode === "reply"}
          onClick={() => setMode("reply")}
        >
          {t("compose.reply")}
        </button>
        <button
          type="button"
          className={`tab${mode === "note" ? " on" : ""}`}
          aria-pressed={mode === "note"}
          onClick={() => setMode("note")}
        >
          <Lock size={12} /> {t("compose.note")}
        </button>
        <span className="sp" />
        {mode === "reply" && !closed && (
          <span className={`fs12 num${leftMs < SOON_MS ? " soon" : " t3"}`}>{t("compose.windowOpen", { time: duration(leftMs, t) })}</span>
        )}
      </div>
      {showTemplates ? (
        <>
          {closed && (
            <div className="win">
              <Lock size={14} />
              <span>
                <b>{windowClosesAt === null ? t("window.never") : t("window.closed", { ago: ago(-leftMs, t) })}</b> {t("window.explain")}
              </span>
            </div>
          )}
          <TemplatePicker conversation={conversation} onSend={sendTemplate} {...(closed ? {} : { onCancel: () => setTemplates(false) })} />
        </>
      ) : (
        <>
          {quoted !== null && mode === "reply" && (
            <div className="quote compose-quote">
              <span className="el">
                <MessagePreview kind={quoted.kind} text={quoted.text} t={t} />
              </span>
              <IconButton label={t("compose.removeQuote")} onClick={() => onQuoted(null)}>
                <X size={14} />
              </IconButton>
            </div>
          )}
          <div className="uploads">
            {uploads.map((upload) => (
              <span key={upload.id} className={`chip out${upload.problem === undefined ? "" : " dang"}`}>
                <FileText size={12} />
                <span className="el">{upload.name}</span>
                {upload.stored === undefined && upload.problem === undefined && (
                  <span className="num">{t("file.uploading", { percent: Math.round(upload.share * 100) })}</span>
                )}
                <button type="button" aria-label={t("compose.removeFile", { name: upload.name })} onClick={() => remove(upload.id)}>
                  <X size={12} />
                </button>
              </span>
            ))}
          </div>
          <textarea
            ref={area}
            className="ta"
            rows={1}
            value={text}
            placeholder={
              mode === "note"
                ? t("compose.notePlaceholder")
                : t("compose.replyPlaceholder", { channel: channelName(conversation.channel.kind) })
            }
            aria-label={mode === "note" ? t("compose.note") : t("compose.label")}
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => void attach([...event.clipboardData.files])}
          />
          <div className="bar">
            {recorder.startedAt === null ? (
              <>
                {mode === "reply" && (
                  <>
                    <IconButton label={t("compose.attach")} onClick={() => picker.current?.click()}>
                      <Paperclip size={16} />
                    </IconButton>
                    <input ref={picker} type="file" multiple hidden onChange={(event) => void attach([...(event.target.files ?? [])])} />
                  </>
                )}
                <Menu
                  align="start"
                  trigger={
                    <button type="button" className="btn gho sm ic" aria-label={t("compose.emoji")}>
                      <Smile size={16} />
                    </button>
                  }
                >
                  <div className="emoji-grid">
                    {EMOJIS.map((emoji) => (
                      <button key={emoji} type="button" onClick={() => change(text + emoji)}>
                        {emoji}
                      </button>
                    ))}
                  </div>
                </Menu>
                {mode === "reply" && (
                  <>
                    <IconButton label={t("compose.record")} onClick={() => void record()}>
                      <Mic size={16} />
                    </IconButton>
                    <IconButton label={t("compose.templates")} onClick={() => setTemplates(true)}>
                      <LayoutTemplate size={16} />
                    </IconButton>
                  </>
                )}
              </>
            ) : (
              <RecordingBar startedAt={recorder.startedAt} onStop={() => void finishRecording()} onCancel={recorder.cancel} />
            )}
            <span className="sp" />
            {mode === "reply" && (
              <span className="to">
                <ChannelMark kind={conversation.channel.kind} size={14} /> {channelName(conversation.channel.kind)}
              </span>
            )}
            <button type="button" className={`btn pri${mode === "note" ? " note" : ""}`} onClick={() => submit(false)}>
              {mode === "note" ? t("compose.saveNote") : t("compose.send")}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

function RecordingBar({ startedAt, onStop, onCancel }: { startedAt: number; onStop: () => void; onCancel: () => void }) {
  const t = useText();
  const [at, setAt] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <span className="rec" />
      <span className="num fs12">{t("compose.recording", { time: seconds((at - startedAt) / 1000) })}</span>
      <IconButton label={t("compose.stop")} onClick={onStop}>
        <Square size={14} fill="currentColor" />
      </IconButton>
      <IconButton label={t("compose.cancel")} onClick={onCancel}>
        <X size={16} />
      </IconButton>
    </>
  );
}

/** Files go up while the person still writes. */
function useUploads(onProblem: (error: unknown) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const patch = (id: string, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));
  return {
    uploads,
    async attach(files: File[], voice = false) {
      for (const file of files) {
        const id = crypto.randomUUID();
        setUploads((all) => [...all, { id, name: file.name, share: 0 }]);
        try {
          patch(id, { stored: await uploadFile(file, file.name, voice, (share) => patch(id, { share })) });
        } catch (error) {
          patch(id, { problem: error instanceof ApiError ? error.code : "network" });
          onProblem(error);
        }
      }
    },
    remove: (id: string) => setUploads((all) => all.filter((one) => one.id !== id)),
    clear: () => setUploads([]),
  };
}
