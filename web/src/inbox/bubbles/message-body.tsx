import { lazy, Suspense } from "react";
import type { Attachment, Message } from "../../api/client.ts";
import { Chip } from "../../ui/chip.tsx";
import { AttachmentView } from "./attachment-view.tsx";
import styles from "./message-body.module.css";
import { record, records, string } from "./read-content.ts";
import { RichText } from "./rich-text.tsx";
import { Unsupported } from "./unsupported.tsx";

/** Few messages are one of these, or have parts beside their words. */
const SpecialBody = lazy(() => import("./special-body.tsx"));
const Origin = lazy(() => import("./origin.tsx"));
const SPECIAL = ["location", "contacts", "order", "form_reply"];

interface BodyProps {
  message: Pick<Message, "kind" | "text" | "content" | "attachments">;
  author: string;
  onOpenFile: (attachment: Attachment) => void;
}

/** What a bubble holds, by kind; kinds that have no picture of their own are their words. */
export function MessageBody({ message, author, onOpenFile }: BodyProps) {
  const { kind, text, content, attachments } = message;
  const others = records(content["others"]);
  const referral = record(content["referral"]);
  return (
    <>
      {referral !== undefined && (
        <Suspense>
          <Origin referral={referral} />
        </Suspense>
      )}
      {attachments.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} author={author} onOpen={onOpenFile} />
      ))}
      {kind === "unsupported" && <Unsupported label={string(content["label"])} />}
      {SPECIAL.includes(kind) && (
        <Suspense>
          <SpecialBody kind={kind} content={content} text={text} />
        </Suspense>
      )}
      {text !== null && text !== "" && <RichText text={text} />}
      {others.length > 0 && (
        <Suspense>
          <SpecialBody kind="others" content={content} text={text} />
        </Suspense>
      )}
    </>
  );
}

/** Buttons and list rows under a bubble of ours, or of a template. */
export function Choices({ message }: { message: Pick<Message, "kind" | "content"> }) {
  const { kind, content } = message;
  if (kind === "link_button")
    return <span className={styles.choices}>{<Chip className={styles.choice}>{string(content["label"])}</Chip>}</span>;
  const titles =
    kind === "buttons"
      ? records(content["buttons"]).map((one) => string(one["title"]))
      : kind === "list"
        ? records(content["sections"]).flatMap((section) => records(section["rows"]).map((row) => string(row["title"])))
        : [];
  if (titles.length === 0) return null;
  return (
    <span className={styles.choices}>
      {titles.map((title) => (
        <Chip key={title} className={styles.choice}>
          {title}
        </Chip>
      ))}
    </span>
  );
}
