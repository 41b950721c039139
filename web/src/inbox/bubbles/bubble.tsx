import { Bot, CornerUpLeft, Forward, Lock, SmilePlus, Sparkles } from "lucide-react";
import { lazy, memo, Suspense } from "react";
import { type Attachment, api, type Message } from "../../api/client.ts";
import { failureText } from "../../text/problems.ts";
import { type Text, useWords } from "../../text/text.tsx";
import { clockTime } from "../../text/times.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { ChannelMark, channelName } from "../../ui/channel-mark.tsx";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import ink from "../../ui/ink.module.css";
import { Menu } from "../../ui/menu.tsx";
import { MessagePreview } from "../message-preview.tsx";
import { DeliveryMark } from "./delivery-mark.tsx";
import { Choices, MessageBody } from "./message-body.tsx";

/** Mails look otherwise, and load with the first of them. */
const MailCard = lazy(() => import("../mail/mail-card.tsx"));

export interface BubbleProps {
  message: Message;
  contactName: string;
  ownId: string | null;
  /** First and last of a run by one author within three minutes. */
  first: boolean;
  last: boolean;
  onQuote: (message: Message) => void;
  onJump: (messageId: string) => void;
  onOpenFile: (attachment: Attachment) => void;
  onTemplate: () => void;
}

/** One message: the contact at the left, everything that the business said at the right. */
export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { message, contactName, ownId, first, last } = props;
  const { t, language, timeZone } = useWords();
  if (message.isNote) return <Note message={message} />;
  const mine = message.direction === "out";
  const author = authorName(message, contactName, ownId, t);
  const side = mine ? `me${message.author.kind === "ai" ? " isai" : message.author.kind === "flow" ? " isbot" : ""}` : "in";
  const time = clockTime(message.occurredAt, language, timeZone);
  if (message.content["mail"] !== undefined && message.deletedAt === null) {
    return (
      <article className="msg mail" aria-label={`${author}, ${time}`} id={`message-${message.id}`} tabIndex={-1}>
        <Suspense fallback={<div className="mailc wait" />}>
          <MailCard message={message} author={author} onOpenFile={props.onOpenFile} />
        </Suspense>
        <Actions {...props} />
        {(message.status === "failed" || message.status === "unconfirmed") && <Failure message={message} onTemplate={props.onTemplate} />}
      </article>
    );
  }
  const picture =
    message.deletedAt === null &&
    message.attachments.length === 1 &&
    message.attachments[0]?.state === "stored" &&
    ["image", "sticker"].includes(message.attachments[0].kind) &&
    !message.text &&
    message.replyTo === null;
  const sound = message.attachments.some(({ kind }) => kind === "audio" || kind === "voice");
  const meta = (
    <span className="meta">
      {message.editedAt !== null && <span>{t("message.edited")}</span>}
      {time}
      {mine && <DeliveryMark status={message.status} isParked={message.isParked} />}
    </span>
  );
  return (
    <article className={`msg ${side}${last ? " last" : ""}`} aria-label={`${author}, ${time}`} id={`message-${message.id}`} tabIndex={-1}>
      {!mine && <span className="gut">{last && <Avatar name={contactName} size={24} />}</span>}
      <div className="col">
        {first && mine && <Byline message={message} author={author} own={message.author.id === ownId && ownId !== null} />}
        {first && !mine && message.author.name !== null && (
          <div className="by">
            <b>{message.author.name}</b>
          </div>
        )}
        <div className="bub-line">
          {picture ? (
            <div className="picture">
              <MessageBody message={message} author={author} onOpenFile={props.onOpenFile} />
              {meta}
            </div>
          ) : (
            <div className={`bub${sound ? " aud" : ""}${message.deletedAt === null ? "" : " deleted"}`}>
              {message.content["forwarded"] === true && (
                <span className="forwarded">
                  <Forward size={12} /> {t("message.forwarded")}
                </span>
              )}
              {message.replyTo !== null && <Quote quote={message.replyTo} contactName={contactName} ownId={ownId} onJump={props.onJump} />}
              {message.deletedAt === null ? (
                <MessageBody message={message} author={author} onOpenFile={props.onOpenFile} />
              ) : (
                t("message.deleted")
              )}
              {meta}
            </div>
          )}
          <Actions {...props} />
        </div>
        {mine && <FellBack message={message} />}
        {message.deletedAt === null && <Choices message={message} />}
        {message.reactions.length > 0 && <span className="react">{message.reactions.map(({ emoji }) => emoji).join(" ")}</span>}
        {(message.status === "failed" || message.status === "unconfirmed") && <Failure message={message} onTemplate={props.onTemplate} />}
      </div>
    </article>
  );
});

function authorName({ author, direction }: Message, contactName: string, ownId: string | null, t: Text): string {
  if (direction === "in") return author.name ?? contactName;
  if (author.kind === "echo") return t("by.echo");
  if (author.kind === "system") return t("by.system");
  if (author.id !== null && author.id === ownId) return t("by.you");
  return author.name ?? t("by.api");
}

/** It left another way than it was meant to. */
function FellBack({ message }: { message: Message }) {
  const { t } = useWords();
  const note = message.content["fallback"] as { from: { kind: string } } | undefined;
  if (note === undefined) return null;
  return (
    <div className="fail warn">
      <ChannelMark kind={message.channel.kind} size={14} />
      <span>{t("message.fellBack", { channel: channelName(message.channel.kind), from: channelName(note.from.kind) })}</span>
    </div>
  );
}

/** Says who spoke, unless it was you. */
function Byline({ message, author, own }: { message: Message; author: string; own: boolean }) {
  const { t } = useWords();
  if (own) return null;
  const { kind } = message.author;
  if (kind === "flow") {
    return (
      <div className="by" style={{ color: "var(--bot)" }}>
        <Bot size={14} />
        <b style={{ color: "inherit" }}>{t("by.flow", { name: author })}</b>
      </div>
    );
  }
  if (kind === "ai") {
    return (
      <div className="by" style={{ color: "var(--ai)" }}>
        <Sparkles size={12} />
        <b style={{ color: "inherit" }}>{author}</b>
      </div>
    );
  }
  return (
    <div className="by">
      <b>{author}</b>
    </div>
  );
}

function Note({ message }: { message: Message }) {
  const { t, language, timeZone } = useWords();
  return (
    <article className="pnote" id={`message-${message.id}`} tabIndex={-1}>
      <div className="by">
        <Lock size={12} />
        <b>{message.author.name ?? t("by.system")}</b>
        <span>
          {t("note.label")} · {clockTime(message.occurredAt, language, timeZone)}
        </span>
      </div>
      <Mentions text={message.text ?? ""} />
    </article>
  );
}

function Mentions({ text }: { text: string }) {
  const parts = text.split(/(@[\p{L}\d]+)/u);
  return (
    <span className="words">
      {parts.map((part, index) =>
        part.startsWith("@") ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text do not move
          <span key={index} className="at">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </span>
  );
}

function Quote({
  quote,
  contactName,
  ownId,
  onJump,
}: {
  quote: NonNullable<Message["replyTo"]>;
  contactName: string;
  ownId: string | null;
  onJump: (id: string) => void;
}) {
  const { t } = useWords();
  const { id, author, kind, text } = quote;
  if (id === null || kind === null) return <span className={classes("quote", ink.quiet)}>{t("message.quoteUnknown")}</span>;
  const name = author?.kind === "contact" ? contactName : author?.id === ownId ? t("by.you") : (author?.name ?? t("by.echo"));
  return (
    <button type="button" className="quote" onClick={() => onJump(id)}>
      <b>{name}</b>
      <span className={ink.oneLine} style={{ display: "block" }}>
        <MessagePreview kind={kind} text={text} t={t} />
      </span>
    </button>
  );
}

const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

function Actions({ message, onQuote }: BubbleProps) {
  const { t } = useWords();
  if (message.deletedAt !== null || message.providerMessageId === null) return null;
  const own = message.reactions.find(({ reactor }) => reactor === "business")?.emoji;
  const react = (emoji: string) =>
    void api.PUT("/api/v1/messages/{messageId}/reaction", {
      params: { path: { messageId: message.id } },
      body: { emoji: emoji === own ? "" : emoji },
    });
  return (
    <span className="acts">
      <IconButton label={t("message.reply")} shortcut="Q" onClick={() => onQuote(message)}>
        <CornerUpLeft size={14} />
      </IconButton>
      <Menu
        trigger={
          <Button tone="ghost" size="small" square aria-label={t("message.react")}>
            <SmilePlus size={14} />
          </Button>
        }
      >
        <div className="emoji-line">
          {EMOJIS.map((emoji) => (
            <button key={emoji} type="button" className={emoji === own ? "on" : ""} onClick={() => react(emoji)}>
              {emoji}
            </button>
          ))}
        </div>
      </Menu>
    </span>
  );
}

/** Why it did not leave, and the act that can work. */
function Failure({ message, onTemplate }: { message: Message; onTemplate: () => void }) {
  const { t } = useWords();
  const code = message.failure?.code ?? "";
  const retry = () => void api.POST("/api/v1/messages/{messageId}/retry", { params: { path: { messageId: message.id } } });
  if (message.status === "unconfirmed") {
    return (
      <div className="fail warn">
        <span>{t("failed.unconfirmed")}</span>
        <button type="button" className="link" onClick={retry}>
          {t("failed.sendAgain")}
        </button>
      </div>
    );
  }
  const windowOver = code === "131047" || code === "window_closed";
  return (
    <div className="fail">
      <span>
        {t("failed.label")}: {failureText(code, t)}
      </span>
      <button type="button" className="link" onClick={windowOver ? onTemplate : retry}>
        {windowOver ? t("failed.useTemplate") : t("failed.retry")}
      </button>
    </div>
  );
}
