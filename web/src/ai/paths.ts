import { useParams } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";

const KNOWLEDGE_TABS = ["documents", "ask", "gaps"] as const;

/** What the address holds: the part that is shown, and of an open document the passage to show. */
export interface KnowledgeSearch {
  tab?: (typeof KNOWLEDGE_TABS)[number];
  passage?: string;
}

export const toKnowledge = (search: KnowledgeSearch = {}): Target => ({ to: "/knowledge", search });
/** A document; at the passage, where one is named. */
export const toDocument = (documentId: string, passage?: string): Target => ({
  to: "/knowledge/$documentId",
  params: { documentId },
  ...(passage === undefined ? {} : { search: { passage } }),
});
export const toAgents = (): Target => ({ to: "/ai" });
export const toTranscription = (): Target => ({ to: "/settings/transcription" });

/** Tolerant: what nobody knows is left out. */
export const readKnowledgeSearch = (raw: Record<string, unknown>): KnowledgeSearch => {
  const tab = KNOWLEDGE_TABS.find((one) => one === raw["tab"]);
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(typeof raw["passage"] === "string" ? { passage: raw["passage"] } : {}),
  };
};

/** The document that the address names. */
export const useDocumentId = (): string =>
  useParams({ strict: false, select: ({ documentId = "" }: { documentId?: string }) => documentId });
