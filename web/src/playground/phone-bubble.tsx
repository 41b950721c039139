import { DeliveryMark } from "../inbox/bubbles/delivery-mark.tsx";
import { useLocale } from "../text/locale.tsx";
import { clockTime } from "../text/times.ts";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import styles from "./phone-bubble.module.css";
import type { PersonAction, PhoneMessage } from "./use-phone.ts";
import { useWords } from "./words/words.ts";

const REACTIONS = ["👍", "❤️", "🙏"];

interface PhoneBubbleProps {
  channelId: string;
  message: PhoneMessage;
  quoted: PhoneMessage | undefined;
  onAct: (action: PersonAction) => void;
}

/** A message as the customer sees it, with what they can do with it. */
export function PhoneBubble({ channelId, message, quoted, onAct }: PhoneBubbleProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const mine = message.from === "person";
  const reaction = message.reactions.map(({ emoji }) => emoji).join(" ");
  const own = message.reactions.find(({ from }) => from === "person")?.emoji;
  return (
    <div className={classes(styles.message, mine && styles.own)}>
      <div className={styles.bubble}>
        {quoted !== undefined && <span className={classes(styles.quote, ink.oneLine)}>{readable(quoted)}</span>}
        <PhoneBody channelId={channelId} message={message} />
        <span className={classes(styles.meta, ink.figures)}>
          {clockTime(new Date(message.at).toISOString(), language, timeZone)}
          {mine && (
            <DeliveryMark
              status={message.status === "read" ? "read" : "delivered"}
              isParked={false}
              className={message.status === "read" ? styles.read : undefined}
            />
          )}
        </span>
      </div>
      {!mine && (
        <span className={styles.react}>
          {REACTIONS.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-pressed={emoji === own}
              aria-label={`${t("phone.react")} ${emoji}`}
              onClick={() => onAct({ kind: "reaction", target: message.id, emoji: emoji === own ? "" : emoji })}
            >
              {emoji}
            </button>
          ))}
        </span>
      )}
      {reaction !== "" && <span className={styles.reactions}>{reaction}</span>}
      {!mine &&
        choicesOf(message).map(({ id, title, list }) => (
          <button
            key={id}
            type="button"
            className={styles.choice}
            onClick={() => onAct({ kind: "tap", id, title, of: message.id, ...(list ? { list: true } : {}) })}
          >
            {title}
          </button>
        ))}
    </div>
  );
}

function PhoneBody({ channelId, message }: { channelId: string; message: PhoneMessage }) {
  const t = useWords();
  const { type, body } = message;
  const file = typeof body["id"] === "string" ? `/api/v1/playground/channels/${channelId}/files/${body["id"]}` : undefined;
  if (file !== undefined && (type === "image" || type === "sticker")) {
    return (
      <>
        <img className={styles.picture} src={file} alt={t("phone.photo")} />
        {string(body["caption"])}
      </>
    );
  }
  // biome-ignore lint/a11y/useMediaCaption: a simulated voice message has no words beside it
  if (file !== undefined && type === "audio") return <audio src={file} controls preload="metadata" className={styles.sound} />;
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
