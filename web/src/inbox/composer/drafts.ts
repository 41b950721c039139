const PREFIX = "prosa.draft.";

/** What was typed and not sent stays, for each conversation, over reloads. */
export const readDraft = (conversationId: string): string | null => localStorage.getItem(PREFIX + conversationId);

export function writeDraft(conversationId: string, text: string) {
  if (text.trim() === "") localStorage.removeItem(PREFIX + conversationId);
  else localStorage.setItem(PREFIX + conversationId, text);
}
