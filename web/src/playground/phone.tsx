import { ArrowLeft, Paperclip, Phone as PhoneIcon, SendHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { DeliveryMark } from "../inbox/bubbles/delivery-mark.tsx";
import { useMe } from "../shell/session.tsx";
import { useWords } from "../text/text.tsx";
import { clockTime } from "../text/times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useNow } from "../ui/use-now.ts";
import type { PersonAction, PhoneMessage } from "./use-phone.ts";
import { usePlaygroundText } from "./words/use-playground-text.ts";

interface PhoneProps {
  channelId: string;
  messages: PhoneMessage[];
  typing: boolean;
  onAct: (action: PersonAction) => void;
}

/** The customer's phone: what they see, and everything that they can do. */
export function Phone({ channelId, messages, typing, onAct }: PhoneProps) {
  const { language, timeZone } = useWords();
  const p = usePlaygroundText();
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
    <section className="ph" aria-label={p("playground.phone")}>
      <div className="scr">
        <div className={classes("sb", ink.figures)}>
          <span>{clockTime(new Date(now).toISOString(), language, timeZone)}</span>
          <span className="nt" />
          <span className="battery" />
        </div>
        <div className="pt">
          <ArrowLeft size={16} />
          <Avatar name={me.workspace.name} />
          <div style={{ minWidth: 0 }}>
            <div className={classes(ink.strong, ink.oneLine)}>{me.workspace.name}</div>
            <div className="pt-state">{typing ? p("playground.typing") : p("playground.online")}</div>
          </div>
          <Spacer />
          <PhoneIcon size={18} />
        </div>
        <div className="pc" ref={end}>
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
        <form className="pin" onSubmit={send}>
          <div className="bx">
            <input
              value={text}
              onChange={(event) => setText(event.target.value)}
              placeholder={p("playground.write")}
              aria-label={p("playground.write")}
            />
            <button type="button" aria-label={p("playground.attach")} onClick={() => picker.current?.click()}>
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
          <button type="submit" className="sd" aria-label={p("playground.sendPhone")}>
            <SendHorizontal size={18} />
          </button>
        </form>
        <div className="hb">
          <i />
        </div>
      </div>
    </section>
  );
}

const REACTIONS = ["👍", "❤️", "🙏"];

function PhoneBubble({
  channelId,
  message,
  quoted,
  onAct,
}: {
  channelId: string;
  message: PhoneMessage;
  quoted: PhoneMessage | undefined;
  onAct: (action: PersonAction) => void;
}) {
  const { t, language, timeZone } = useWords();
  const mine = message.from === "person";
  const reaction = message.reactions.map(({ emoji }) => emoji).join(" ");
  const own = message.reactions.find(({ from }) => from === "person")?.emoji;
  return (
    <div className={`pm${mine ? " me" : ""}`}>
      <div className="pbub">
        {quoted !== undefined && <span className={classes("pquote", ink.oneLine)}>{readable(quoted)}</span>}
        <PhoneBody channelId={channelId} message={message} />
        <span className={classes("pmeta", ink.figures)}>
          {clockTime(new Date(message.at).toISOString(), language, timeZone)}
          {mine && <DeliveryMark status={message.status === "read" ? "read" : "delivered"} isParked={false} />}
        </span>
      </div>
      {!mine && (
        <span className="preact">
          {REACTIONS.map((emoji) => (
            <button
              key={emoji}
              type="button"
              className={emoji === own ? "on" : ""}
              aria-label={`${t("message.react")} ${emoji}`}
              onClick={() => onAct({ kind: "reaction", target: message.id, emoji: emoji === own ? "" : emoji })}
            >
              {emoji}
            </button>
          ))}
        </span>
      )}
      {reaction !== "" && <span className="react">{reaction}</span>}
      {!mine &&
        choicesOf(message).map(({ id, title, list }) => (
          <button
            key={id}
            type="button"
            className="qb"
            onClick={() => onAct({ kind: "tap", id, title, of: message.id, ...(list ? { list: true } : {}) })}
          >
            {title}
          </button>
        ))}
    </div>
  );
}

function PhoneBody({ channelId, message }: { channelId: string; message: PhoneMessage }) {
  const { t } = useWords();
  const { type, body } = message;
  const file = typeof body["id"] === "string" ? `/api/v1/playground/channels/${channelId}/files/${body["id"]}` : undefined;
  if (file !== undefined && (type === "image" || type === "sticker")) {
    return (
      <>
        <img className="pimg" src={file} alt={t("kind.image")} />
        {string(body["caption"])}
      </>
    );
  }
  // biome-ignore lint/a11y/useMediaCaption: a simulated voice message has no words beside it
  if (file !== undefined && type === "audio") return <audio src={file} controls preload="metadata" className="paudio" />;
  return <>{readable(message)}</>;
}

function readable({ type, body }: PhoneMessage): string {
  if (type === "text") return string(body["body"]);
  if (type === "template") return string(body["text"]);
  if (type === "interactive")
    return (
      string((body["body"] as Record<string, unknown> | undefined)?.["text"]) ||
      string(((body["button_reply"] ?? body["list_reply"]) as Record<string, unknown> | undefined)?.["title"])
    );
  if (type === "location") return `📍 ${string(body["name"]) || `${body["latitude"]}, ${body["longitude"]}`}`;
  if (type === "contacts") return "👤";
  return string(body["caption"]) || string(body["filename"]) || type;
}

function choicesOf({ type, body }: PhoneMessage): { id: string; title: string; list: boolean }[] {
  if (type === "template") return ((body["buttons"] as string[] | undefined) ?? []).map((title) => ({ id: title, title, list: false }));
  if (type !== "interactive") return [];
  const action = (body["action"] ?? {}) as {
    buttons?: { reply: { id: string; title: string } }[];
    sections?: { rows: { id: string; title: string }[] }[];
  };
  const buttons = (action.buttons ?? []).map(({ reply }) => ({ ...reply, list: false }));
  return [...buttons, ...(action.sections ?? []).flatMap(({ rows }) => rows.map((row) => ({ id: row.id, title: row.title, list: true })))];
}

const string = (value: unknown): string => (typeof value === "string" ? value : "");

export async function fileAction(file: File): Promise<PersonAction> {
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
