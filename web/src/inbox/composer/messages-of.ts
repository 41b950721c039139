import type { Outbound } from "../../api/client.ts";
import type { Draft } from "../drafts/draft-store.ts";

/** Files that carry words under them. */
const WITH_CAPTION = new Set(["image", "video", "document"]);

/** What a written answer leaves as: its files, one message each, and its words, under the file when there is one that carries them. */
export function messagesOf({ text, files, quoted }: Pick<Draft, "text" | "files" | "quoted">): Outbound[] {
  const words = text.trim();
  const quote = quoted === null ? {} : { replyToId: quoted.id };
  const captioned = words !== "" && files.length === 1 && files.every(({ kind }) => WITH_CAPTION.has(kind));
  const messages = files.map(
    ({ id, kind }, index): Outbound => ({
      kind: kind as "image", // the server named it; all kinds of files are sent alike
      attachmentId: id,
      ...(captioned ? { text: words } : {}),
      ...(index === 0 ? quote : {}),
    }),
  );
  if (words !== "" && !captioned) messages.push({ kind: "text", text: words, ...(files.length === 0 ? quote : {}) });
  return messages;
}
