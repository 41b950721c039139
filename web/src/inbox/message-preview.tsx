import { Contact, FileText, Image, MapPin, Mic, Video } from "lucide-react";
import type { Text } from "../text/text.tsx";
import { isTextKey } from "../text/text.tsx";
import styles from "./message-preview.module.css";

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

export function kindName(kind: string, t: Text): string {
  const key = `kind.${kind}`;
  return isTextKey(key) ? t(key) : t("kind.other");
}

/** One line that stands for a message: its words, or what kind of thing it is. */
export function MessagePreview({ kind, text, deleted, t }: { kind: string; text: string | null; deleted?: boolean; t: Text }) {
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
