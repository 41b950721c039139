import type { Attachment, Message } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import { ClipboardList, ExternalLink, MapPin, ShoppingCart } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { safeLink } from "../../ui/safe-link.ts";
import { useWords } from "../words/words.ts";
import { AttachmentView } from "./attachment-view.tsx";
import styles from "./message-body.module.css";
import { OtherParts, Unsupported } from "./other-parts.tsx";
import { RichText } from "./rich-text.tsx";

interface BodyProps {
  message: Pick<Message, "kind" | "text" | "content" | "attachments">;
  author: string;
  onOpenFile: (attachment: Attachment) => void;
}

/** What a bubble holds, by kind; kinds that have no picture of their own are their words. */
export function MessageBody({ message, author, onOpenFile }: BodyProps) {
  const { kind, text, content, attachments } = message;
  return (
    <>
      {attachments.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} author={author} onOpen={onOpenFile} />
      ))}
      <Special kind={kind} content={content} />
      {text !== null && text !== "" && <RichText text={text} />}
      <OtherParts parts={records(content["others"])} text={text ?? ""} />
    </>
  );
}

function Special({ kind, content }: { kind: string; content: Record<string, unknown> }) {
  const t = useWords();
  const { language } = useLocale();
  switch (kind) {
    case "location":
      return <Place content={content} />;
    case "contacts":
      return (
        <>
          {records(content["contacts"]).map((card) => (
            <div className={styles.contact} key={String(card["name"])}>
              <Avatar name={string(card["name"])} />
              <span>
                <span className={classes(styles.line, ink.medium, ink.oneLine)}>{string(card["name"])}</span>
                {[
                  ...records(card["phones"]).map((one) => string(one["phone"])),
                  ...records(card["emails"]).map((one) => string(one["email"])),
                ].map((line) => (
                  <span key={line} className={classes(styles.line, ink.small, ink.quiet, ink.oneLine, ink.figures)}>
                    {line}
                  </span>
                ))}
              </span>
            </div>
          ))}
        </>
      );
    case "order": {
      const items = records(content["items"]);
      return (
        <div className={styles.order}>
          <b>
            <ShoppingCart size={14} /> {t("message.order")} · {t("message.items", { count: items.length })}
          </b>
          {items.map((item) => (
            <span key={string(item["productId"])} className={ink.figures}>
              {String(item["quantity"])} × {string(item["productId"])}{" "}
              <span className={ink.quiet}>{money(item["price"], string(item["currency"]), language)}</span>
            </span>
          ))}
        </div>
      );
    }
    case "form_reply":
      return (
        <div className={styles.order}>
          <b>
            <ClipboardList size={14} /> {t("message.form")}
          </b>
          {Object.entries((content["fields"] ?? {}) as Record<string, unknown>)
            .filter(([name]) => name !== "flow_token")
            .map(([name, value]) => (
              <span key={name}>
                <span className={ink.quiet}>{name}:</span> {typeof value === "string" ? value : JSON.stringify(value)}
              </span>
            ))}
        </div>
      );
    case "unsupported":
      return <Unsupported label={string(content["label"])} />;
    default:
      return null;
  }
}

/** A plain address: maps of others are not loaded, a link opens one. */
function Place({ content }: { content: Record<string, unknown> }) {
  const t = useWords();
  const [latitude, longitude] = [Number(content["latitude"]), Number(content["longitude"])];
  const href = safeLink(`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`);
  return (
    <div className={styles.place}>
      <span className={styles.map} aria-hidden="true">
        <MapPin size={26} fill="var(--dang-solid)" stroke="var(--bg)" strokeWidth={1.5} />
      </span>
      <span className={ink.medium}>{string(content["name"]) || t("message.location")}</span>
      <span className={classes(ink.small, ink.secondary)}>
        {string(content["address"]) || `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}
      </span>
      <a href={href} target="_blank" rel="noopener noreferrer" className={classes(ink.small, ink.medium)}>
        {t("message.openMap")} <ExternalLink size={12} />
      </a>
    </div>
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

const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? (value as Record<string, unknown>[]) : []);
const string = (value: unknown): string => (typeof value === "string" ? value : "");

function money(value: unknown, currency: string, language: string): string {
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency }).format(Number(value));
  } catch {
    return String(value); // a currency that nobody knows
  }
}
