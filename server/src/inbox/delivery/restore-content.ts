import type { OutboundContent } from "../../../../content/content.ts";

interface Stored {
  kind: string;
  text: string | null;
  content: Record<string, unknown>;
  attachmentId: string | null;
  replyToId: string | null;
}

/** The stored columns as the content that they came from. */
export function restoreContent({ kind, text, content, attachmentId, replyToId }: Stored): OutboundContent {
  const restored = {
    ...content,
    kind,
    ...(text === null ? {} : { text }),
    ...(attachmentId === null || kind === "template" || kind === "text" ? {} : { attachmentId }),
  };
  // The columns were written from an OutboundContent by outboundColumns().
  return (kind === "reaction" ? { ...restored, targetId: replyToId } : restored) as OutboundContent;
}
