import type { InboundContent, OutboundContent } from "../../../../content/content.ts";
import type { MessageEvent } from "../../channels/index.ts";

/** How a content is stored: its kind, the text that people read and search, and the rest as JSON. */
export interface ContentColumns {
  kind: string;
  text: string | null;
  content: Record<string, unknown>;
}

type Beside = Pick<MessageEvent, "forwarded" | "product" | "referral" | "others">;

export function inboundColumns(content: InboundContent, { forwarded, product, referral, others }: Beside): ContentColumns {
  const extras = {
    ...(forwarded ? { forwarded: true } : {}),
    ...(product === undefined ? {} : { product }),
    ...(referral === undefined ? {} : { referral }),
    ...(others === undefined ? {} : { others }),
  };
  const { kind, ...rest } = content;
  const { text, media: _media, ...facts } = rest as { text?: string; media?: unknown } & Record<string, unknown>;
  return { kind, text: text ?? null, content: { ...facts, ...extras } };
}

export function outboundColumns(content: OutboundContent): ContentColumns {
  const { kind, ...rest } = content;
  const { text, attachmentId: _attachment, ...others } = rest as { text?: string; attachmentId?: string } & Record<string, unknown>;
  return { kind, text: text ?? null, content: others };
}
