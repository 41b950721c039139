import { listContacts } from "../contacts/list-contacts.ts";
import type { ContactRow } from "../contacts/read-contacts.ts";
import { contactsRead } from "../rights.ts";
import { markWords } from "./mark-words.ts";
import { asksForMessages, type SearchQuery } from "./read-query.ts";
import { type Hit, searchSource } from "./search-source.ts";

/** People, by the beginnings of their names and addresses. What only a message can be asked (who wrote it, when) finds none. */
export const contactSource = searchSource({
  kind: "contacts",
  right: contactsRead,
  async find(ctx, { query, conversationId, limit, cursor }) {
    if (query.plain === "" || conversationId !== undefined || asksForMessages(query)) return { items: [], nextCursor: null };
    const { items, nextCursor } = await listContacts(ctx, { search: query.plain, sort: "seen", limit, cursor });
    return { items: items.map((row) => hitOf(row, query)), nextCursor };
  },
});

function hitOf(row: ContactRow, query: SearchQuery): Hit {
  const name = row.name ?? row.profileName ?? row.identities?.[0]?.value ?? "";
  const last = row.lastConversation;
  // Every word may be the beginning of a name's, not only the last.
  const beginnings = [...query.beginnings, ...query.plain.split(" ").filter((word) => word !== "")];
  return {
    id: row.id,
    conversationId: last?.id ?? null,
    contactId: row.id,
    messageId: null,
    name,
    channelKind: last?.channelKind ?? null,
    author: null,
    at: last === null ? row.createdAt : new Date(last.lastMessageAt),
    snippet: { text: name, marks: markWords(name, { ...query, beginnings }) },
  };
}
