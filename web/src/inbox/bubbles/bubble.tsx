import { lazy, memo, Suspense } from "react";
import type { Attachment, Message } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { clockTime } from "../../text/times.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { Forward } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { type InboxText, useWords } from "../words/words.ts";
import styles from "./bubble.module.css";
import { BubbleActions } from "./bubble-actions.tsx";
import { AuthorName, Byline } from "./byline.tsx";
import { DeliveryMark } from "./delivery-mark.tsx";
import { Failure, FellBack } from "./failure.tsx";
import { Choices, MessageBody } from "./message-body.tsx";
import { Note } from "./note.tsx";
import { Quote } from "./quote.tsx";

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
  const t = useWords();
  const { language, timeZone } = useLocale();
  if (message.isNote) return <Note message={message} />;
  const mine = message.direction === "out";
  const author = authorName(message, contactName, ownId, t);
  const time = clockTime(message.occurredAt, language, timeZone);
  if (message.content["mail"] !== undefined && message.deletedAt === null) {
    return (
      <article
        className={classes(styles.message, styles.mail)}
        aria-label={`${author}, ${time}`}
        id={`message-${message.id}`}
        tabIndex={-1}
      >
        <Suspense fallback={<div className={styles.mailWait} />}>
          <MailCard message={message} author={author} onOpenFile={props.onOpenFile} />
        </Suspense>
        <BubbleActions message={message} onQuote={props.onQuote} />
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
    <span className={styles.meta}>
      {message.editedAt !== null && <span>{t("message.edited")}</span>}
      {time}
      {mine && <DeliveryMark status={message.status} isParked={message.isParked} />}
    </span>
  );
  return (
    <article
      className={classes(
        styles.message,
        mine && styles.own,
        message.author.kind === "ai" && styles.byAi,
        message.author.kind === "flow" && styles.byFlow,
        last && styles.last,
      )}
      aria-label={`${author}, ${time}`}
      id={`message-${message.id}`}
      tabIndex={-1}
    >
      {!mine && <span className={styles.gutter}>{last && <Avatar name={contactName} size={24} />}</span>}
      <div className={styles.column}>
        {first && mine && !(message.author.id === ownId && ownId !== null) && <Byline message={message} author={author} />}
        {first && !mine && message.author.name !== null && <AuthorName name={message.author.name} />}
        <div className={styles.line}>
          {picture ? (
            <div className={styles.picture}>
              <MessageBody message={message} author={author} onOpenFile={props.onOpenFile} />
              {meta}
            </div>
          ) : (
            <div className={classes(styles.bubble, sound && styles.sound, message.deletedAt !== null && styles.deleted)}>
              {message.content["forwarded"] === true && (
                <span className={styles.forwarded}>
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
          <BubbleActions message={message} onQuote={props.onQuote} />
        </div>
        {mine && <FellBack message={message} />}
        {message.status === "withdrawn" && <div className={classes(ink.small, ink.secondary)}>{t("message.withdrawn")}</div>}
        {message.deletedAt === null && <Choices message={message} />}
        {message.reactions.length > 0 && <span className={styles.reactions}>{message.reactions.map(({ emoji }) => emoji).join(" ")}</span>}
        {(message.status === "failed" || message.status === "unconfirmed") && <Failure message={message} onTemplate={props.onTemplate} />}
      </div>
    </article>
  );
});

function authorName({ author, direction }: Message, contactName: string, ownId: string | null, t: InboxText): string {
  if (direction === "in") return author.name ?? contactName;
  if (author.kind === "echo") return t("by.echo");
  if (author.kind === "system") return t("by.system");
  if (author.id !== null && author.id === ownId) return t("by.you");
  return author.name ?? t("by.api");
}
