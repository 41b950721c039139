import { useState } from "react";
import type { Attachment, Message } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { clockTime } from "../../text/times.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { ChannelMark } from "../../ui/channel-mark.tsx";
import { chipClass } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import { Bot, Ellipsis, ShieldQuestion, UserPlus } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Spacer } from "../../ui/spacer.tsx";
import { AttachmentView } from "../bubbles/attachment-view.tsx";
import { DeliveryMark } from "../bubbles/delivery-mark.tsx";
import { RichText } from "../bubbles/rich-text.tsx";
import styles from "./mail-card.module.css";
import { OriginalDialog } from "./original-dialog.tsx";
import { useWords } from "./words/words.ts";

/** A mail's own facts, as the server keeps them beside its words. */
interface MailFacts {
  subject?: string;
  to?: string[];
  cc?: string[];
  verified?: boolean;
  automatic?: boolean;
  hasOriginal?: boolean;
  joinedBy?: string;
  writtenBy?: string;
  withoutAddress?: boolean;
  sealed?: boolean;
  omittedFiles?: number;
}

interface MailCardProps {
  message: Message;
  author: string;
  onOpenFile: (attachment: Attachment) => void;
}

/** A mail in the timeline: who to whom, the subject, the words, what it quoted folded away, the files. */
export default function MailCard({ message, author, onOpenFile }: MailCardProps) {
  const { language, timeZone } = useLocale();
  const t = useWords();
  const [open, setOpen] = useState(false);
  const mail = message.content["mail"] as MailFacts;
  const mine = message.direction === "out";
  const others = [...(mail.to ?? []), ...(mail.cc ?? [])];
  return (
    <div className={classes(styles.card, mine && styles.own)}>
      <header className={styles.header}>
        <Avatar name={author} size={24} />
        <span className={classes(styles.author, ink.strong, ink.oneLine)}>{author}</span>
        {others.length > 0 && (
          <span className={classes(styles.to, ink.oneLine)} title={others.join(", ")}>
            {t("mail.to", { to: others.join(", ") })}
          </span>
        )}
        <Spacer />
        <ChannelMark kind={message.channel.kind} size={14} />
        <span className={styles.meta}>
          {clockTime(message.occurredAt, language, timeZone)}
          {mine && <DeliveryMark status={message.status} isParked={message.isParked} />}
        </span>
      </header>
      <h4 dir="auto">{mail.subject ?? t("mail.noSubject")}</h4>
      {mail.writtenBy !== undefined && (
        <p className={classes(ink.secondary, ink.small)} dir="auto">
          {t("mail.writtenBy", { writer: mail.writtenBy, name: author })}
        </p>
      )}
      {mail.joinedBy !== undefined && (
        <p className={styles.joined}>
          <UserPlus size={14} /> {t("mail.joined", { name: mail.joinedBy })}
        </p>
      )}
      <div className={styles.body}>{message.text !== null && message.text !== "" && <RichText text={message.text} />}</div>
      {message.attachments.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} author={author} onOpen={onOpenFile} />
      ))}
      <MailNotices mail={mail} />
      <footer className={styles.footer}>
        {mail.hasOriginal === true && (
          <button
            type="button"
            className={classes(chipClass(), styles.more)}
            aria-label={t("mail.showOriginal")}
            title={t("mail.showOriginal")}
            onClick={() => setOpen(true)}
          >
            <Ellipsis size={14} />
          </button>
        )}
        {mail.verified === false && (
          <span className={styles.fact} title={t("mail.unverifiedText")}>
            <ShieldQuestion size={14} /> {t("mail.unverified")}
          </span>
        )}
        {mail.automatic === true && (
          <span className={styles.fact}>
            <Bot size={14} /> {t("mail.automatic")}
          </span>
        )}
      </footer>
      {open && <OriginalDialog messageId={message.id} subject={mail.subject ?? t("mail.original")} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** What of the mail is not there to read, and that nobody can be answered. */
function MailNotices({ mail }: { mail: MailFacts }) {
  const t = useWords();
  return (
    <>
      {mail.withoutAddress === true && <p className={styles.joined}>{t("mail.withoutAddress")}</p>}
      {mail.sealed === true && <p className={styles.joined}>{t("mail.sealed")}</p>}
      {mail.omittedFiles !== undefined && <p className={styles.joined}>{t("mail.omittedFiles", { count: mail.omittedFiles })}</p>}
    </>
  );
}
