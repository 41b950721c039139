// The content of messages, in words that no provider owns. Nothing but types.

export type MediaKind = "image" | "video" | "audio" | "voice" | "document" | "sticker";

export interface MediaRef {
  providerMediaId: string;
  declaredType?: string;
  /** SHA-256 in hex. */
  declaredHash?: string;
  fileName?: string;
  /** The file lies in the raw event itself: the channel's adapter cuts it out. */
  inRawEvent?: true;
}

/** A mail's own facts, beside its words. */
export interface MailFacts {
  subject?: string;
  to: string[];
  cc: string[];
  /** True when the mail server vouches for the sender's domain; everybody can write any name. */
  verified: boolean;
  /** Tells two mails apart that carry one id. */
  fingerprint?: string;
  /** Who sent it, where the answer goes to somebody else: name and address as written. */
  writtenBy?: string;
  /** It names nobody who could be answered. */
  withoutAddress?: true;
  /** When its sender says that it was written, in ISO 8601; clocks may be wrong by years. */
  writtenAt?: string;
  /** A machine wrote it: it is never answered by one. */
  automatic?: true;
  /** A machine answers for the person, or tells that it was read: it opens nothing again. */
  autoReply?: true;
  /** All or a part of it is encrypted, or signed so that it cannot be opened. */
  sealed?: true;
  /** So many files of it are not kept. */
  omittedFiles?: number;
  /** The words were shortened, or there is HTML: the original is kept apart. */
  hasOriginal?: true;
  /** Not who the conversation is with: joined by quoting or by the reply address. */
  joinedBy?: string;
}

/** A part of a message that we cannot show as what it is; it stands beside the words and files of the message. */
export interface UnknownPart {
  /** The provider's name of its type. */
  label: string;
  /** What of it people can read. */
  title?: string;
  /** An address that can be opened, if it is one that lasts. */
  url?: string;
  raw: unknown;
}

export interface ContactCard {
  name: string;
  phones: { phone: string; type?: string }[];
  emails: { email: string; type?: string }[];
  organization?: string;
}

interface OrderItem {
  productId: string;
  quantity: number;
  price: number;
  currency: string;
}

/** What a person or provider sent us. Texts are untrusted. */
export type InboundContent =
  | { kind: "text"; text: string; mail?: MailFacts }
  | { kind: MediaKind; text?: string; media: MediaRef }
  | { kind: "location"; latitude: number; longitude: number; name?: string; address?: string; url?: string }
  | { kind: "contacts"; contacts: ContactCard[]; origin?: string }
  /** A tapped button or list row: `id` is for logic, `text` for people. */
  | { kind: "choice"; text: string; id: string; description?: string }
  | { kind: "form_reply"; name: string; fields: Record<string, unknown>; text?: string }
  | { kind: "order"; catalogId: string; items: OrderItem[]; text?: string }
  /** Something that happened in the chat and is not a message of a person. */
  | { kind: "event"; event: string; detail?: Record<string, string> }
  /** Kept and shown as what it is: `label` names the provider's type, `text` holds its words where there are any. */
  | { kind: "unsupported"; label: string; text?: string; detail?: string; raw: unknown };

/** What we can send. What of it a channel cannot show is made otherwise (degrade.ts), or refused (check-content.ts). */
export type OutboundContent =
  /** `menu`: the entries that the text numbers, so that an answer "2" is understood. `linkedFile`: the file behind its link. */
  | { kind: "text"; text: string; previewUrl?: boolean; menu?: MenuEntry[]; linkedFile?: string }
  | { kind: MediaKind; text?: string; attachmentId: string }
  | { kind: "location"; latitude: number; longitude: number; name?: string; address?: string }
  | { kind: "contacts"; contacts: ContactCard[] }
  | { kind: "buttons"; text: string; header?: string; footer?: string; buttons: { id: string; title: string }[] }
  | { kind: "list"; text: string; header?: string; footer?: string; button: string; sections: ListSection[] }
  | { kind: "link_button"; text: string; header?: string; footer?: string; label: string; url: string }
  | { kind: "location_request"; text: string }
  | { kind: "contact_request"; text: string }
  | {
      kind: "flow";
      text: string;
      header?: string;
      footer?: string;
      flowId: string;
      label: string;
      token?: string;
      screen?: string;
      data?: Record<string, unknown>;
    }
  | {
      kind: "template";
      name: string;
      language: string;
      header?: TemplateParameter[];
      body?: TemplateParameter[];
      buttons?: TemplateButton[];
      text: string;
    }
  | { kind: "reaction"; targetId: string; emoji: string };

export interface MenuEntry {
  id: string;
  title: string;
}

export interface ListSection {
  title?: string;
  rows: { id: string; title: string; description?: string }[];
}

export type TemplateParameter = { name?: string; text: string } | { attachmentId: string };

interface TemplateButton {
  index: number;
  kind: "quick_reply" | "url" | "copy_code";
  value: string;
}
