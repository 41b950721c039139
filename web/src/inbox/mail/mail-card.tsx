import { useState } from "react";
import type { Attachment, Message } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { clockTime } from "../../text/times.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { ChannelMark } from "../../ui/channel-mark.tsx";
import { Bot, Ellipsis, ShieldQuestion, UserPlus } from "../../ui/icons.generated.ts";
import { AttachmentView } from "../bubbles/attachment-view.tsx";
import { DeliveryMark } from "../bubbles/delivery-mark.tsx";
import { RichText } from "../bubbles/rich-text.tsx";
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
    <div className={`mailc${mine ? " mine" : ""}`}>
      <header>
        <Avatar name={author} size={24} />
        <span className="b el">{author}</span>
        {others.length > 0 && (
          <span className="t3 el" title={others.join(", ")}>
            {t("mail.to", { to: others.join(", ") })}
          </span>
        )}
        <span className="sp" />
        <ChannelMark kind={message.channel.kind} size={14} />
        <span className="meta">
          {clockTime(message.occurredAt, language, timeZone)}
          {mine && <DeliveryMark status={message.status} isParked={message.isParked} />}
        </span>
      </header>
      <h4 dir="auto">{mail.subject ?? t("mail.noSubject")}</h4>
      {mail.writtenBy !== undefined && (
        <p className="t2 fs12" dir="auto">
          {t("mail.writtenBy", { writer: mail.writtenBy, name: author })}
        </p>
      )}
      {mail.joinedBy !== undefined && (
        <p className="warn fs12">
          <UserPlus size={14} /> {t("mail.joined", { name: mail.joinedBy })}
        </p>
      )}
      <div className="bd">{message.text !== null && message.text !== "" && <RichText text={message.text} />}</div>
      {message.attachments.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} author={author} onOpen={onOpenFile} />
      ))}
      <MailNotices mail={mail} />
      <footer>
        {mail.hasOriginal === true && (
          <button
            type="button"
            className="chip"
            aria-label={t("mail.showOriginal")}
            title={t("mail.showOriginal")}
            onClick={() => setOpen(true)}
          >
            <Ellipsis size={14} />
          </button>
        )}
        {mail.verified === false && (
          <span className="fs12 t3" title={t("mail.unverifiedText")}>
            <ShieldQuestion size={14} /> {t("mail.unverified")}
          </span>
        )}
        {mail.automatic === true && (
          <span className="fs12 t3">
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
      {mail.withoutAddress === true && <p className="warn fs12">{t("mail.withoutAddress")}</p>}
      {mail.sealed === true && <p className="warn fs12">{t("mail.sealed")}</p>}
      {mail.omittedFiles !== undefined && <p className="warn fs12">{t("mail.omittedFiles", { count: mail.omittedFiles })}</p>}
    </>
  );
}
