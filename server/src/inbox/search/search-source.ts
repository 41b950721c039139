import type { Ctx, Right } from "../../platform/index.ts";
import type { SearchQuery } from "./read-query.ts";

/** A text with the places in it that were asked for. Offsets in UTF-16 units; `to` is behind the last. */
export interface MarkedText {
  text: string;
  marks: { from: number; to: number }[];
}

/** A record that was found, as much of it as one line shows. */
export interface Hit {
  /** Of the record: a message, a contact, a ticket. */
  id: string;
  conversationId: string | null;
  contactId: string | null;
  /** The message to open the conversation at. */
  messageId: string | null;
  /** Whom it is about. */
  name: string;
  /** Kind of the channel; null where there is none. */
  channelKind: string | null;
  /** Who wrote it; null where nobody did. */
  author: { kind: string; name: string | null } | null;
  at: Date;
  snippet: MarkedText;
}

export interface SearchAsked {
  query: SearchQuery;
  /** Only within this conversation, which the asker sees. */
  conversationId?: string | undefined;
  limit: number;
  /** `nextCursor` of this source's page before. */
  cursor?: string | undefined;
}

export interface SearchPage {
  items: Hit[];
  nextCursor: string | null;
}

/** How the records of one kind are found, declared by the room that owns them. */
export interface SearchSource {
  /** Several of the record, such as `messages`. Part of the API: it never changes. */
  kind: string;
  right: Right;
  /** What the asker sees of it, newest first. */
  find(ctx: Ctx, asked: SearchAsked): Promise<SearchPage>;
}

export interface SearchSourceOffer {
  offer: "search_source";
  source: SearchSource;
}

/** A room's offer of records that are found by what people type. */
export const searchSource = (source: SearchSource): SearchSourceOffer => ({ offer: "search_source", source });
