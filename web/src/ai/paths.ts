import { useParams, useSearch } from "@tanstack/react-router";
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
/** An agent's draft and its tests; with one of these open, where one is named. */
export const toTests = (agentId: string, test?: string): Target => ({
  to: "/ai/agents/$agentId",
  params: { agentId },
  ...(test === undefined ? {} : { search: { test } }),
});
export const toModels = (): Target => ({ to: "/settings/ai" });
export const PURPOSES = ["answer", "reply", "rewrite", "translate", "summary", "check", "evaluation", "proposal"] as const;

/** What the log is narrowed to. */
export interface LogSearch {
  purpose?: (typeof PURPOSES)[number] | undefined;
  failed?: true | undefined;
}
export const toAiLog = (search: LogSearch = {}): Target => ({ to: "/ai/log", search });
export const toAiRun = (runId: string): Target => ({ to: "/ai/log/$runId", params: { runId } });
export const toTranscription = (): Target => ({ to: "/settings/transcription" });

/** Tolerant: what nobody knows is left out. */
export const readKnowledgeSearch = (raw: Record<string, unknown>): KnowledgeSearch => {
  const tab = KNOWLEDGE_TABS.find((one) => one === raw["tab"]);
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(typeof raw["passage"] === "string" ? { passage: raw["passage"] } : {}),
  };
};

/** Tolerant, as above. */
export const readLogSearch = (raw: Record<string, unknown>): LogSearch => {
  const purpose = PURPOSES.find((one) => one === raw["purpose"]);
  return { ...(purpose === undefined ? {} : { purpose }), ...(raw["failed"] === true ? { failed: true } : {}) };
};

/** Which test is open. */
interface TestsSearch {
  test?: string;
}

/** Tolerant, as above. */
export const readTestsSearch = (raw: Record<string, unknown>): TestsSearch =>
  typeof raw["test"] === "string" ? { test: raw["test"] } : {};

export const useOpenTest = (): string | null => useSearch({ strict: false, select: (search: TestsSearch) => search.test ?? null });

/** The agent that the address names. */
export const useAgentId = (): string => useParams({ strict: false, select: ({ agentId = "" }: { agentId?: string }) => agentId });

/** The run that the address names. */
export const useRunId = (): string => useParams({ strict: false, select: ({ runId = "" }: { runId?: string }) => runId });

/** The document that the address names. */
export const useDocumentId = (): string =>
  useParams({ strict: false, select: ({ documentId = "" }: { documentId?: string }) => documentId });
