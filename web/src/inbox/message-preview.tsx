import { Contact, FileText, Image, MapPin, Mic, Video } from "../ui/icons.generated.ts";
import styles from "./message-preview.module.css";
import type { InboxText } from "./words/words.ts";

const ICONS: Record<string, typeof Image> = {
  image: Image,
  sticker: Image,
  video: Video,
  audio: Mic,
  voice: Mic,
  document: FileText,
  location: MapPin,
  contacts: Contact,
};

export function kindName(kind: string, t: InboxText): string {
  const key = `kind.${kind}`;
  return t.find(key) ?? t("kind.other");
}

/** One line that stands for a message: its words, or what kind of thing it is. */
export function MessagePreview({ kind, text, deleted, t }: { kind: string; text: string | null; deleted?: boolean; t: InboxText }) {
  if (deleted === true) return <>{t("message.deleted")}</>;
  const Icon = ICONS[kind];
  if (Icon === undefined) return <>{text ?? kindName(kind, t)}</>;
  return (
    <>
      <Icon className={styles.icon} size={14} strokeWidth={1.9} /> {kindName(kind, t)}
      {text === null || text === "" ? "" : ` · ${text}`}
    </>
  );
}
