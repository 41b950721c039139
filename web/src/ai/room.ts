import { defineRoom } from "../shell/room.ts";
import { FileText, Mic, Puzzle, Sparkles } from "../ui/icons.generated.ts";
import { readKnowledgeSearch, readLogSearch, readTestsSearch, toAgents, toAiLog, toKnowledge, toModels, toTranscription } from "./paths.ts";
import { aiFace } from "./words/face-words.ts";

const { phrase } = aiFace;
const knowledge = phrase("nav.knowledge");
const agents = phrase("nav.aiAgents");
const transcription = phrase("nav.transcription");
const models = phrase("nav.aiModels");
const log = phrase("nav.aiLog");
const right = "ai.read";
// The pages and the section wait for their own words: they are no part of the first load.
const words: [] = [];

export const ai = defineRoom({
  place: 30,
  face: aiFace,
  pages: [
    {
      path: "/knowledge",
      component: async () => (await import("./knowledge-page.tsx")).KnowledgePage,
      words,
      readSearch: readKnowledgeSearch,
      title: knowledge,
    },
    {
      path: "/knowledge/$documentId",
      component: async () => (await import("./document-page.tsx")).DocumentPage,
      words,
      readSearch: readKnowledgeSearch,
      title: knowledge,
    },
    {
      path: "/settings/transcription",
      component: async () => (await import("./transcriber/transcriber-page.tsx")).TranscriberPage,
      words,
      title: transcription,
    },
    { path: "/settings/ai", component: async () => (await import("./models/models-page.tsx")).ModelsPage, words, title: models },
    {
      path: "/ai/log",
      component: async () => (await import("./models/log-page.tsx")).LogPage,
      words,
      readSearch: readLogSearch,
      title: log,
    },
    { path: "/ai/log/$runId", component: async () => (await import("./models/run-page.tsx")).RunPage, words, title: log },
    {
      path: "/ai/agents/$agentId",
      component: async () => (await import("./evaluations/evaluations-page.tsx")).EvaluationsPage,
      words,
      readSearch: readTestsSearch,
      title: agents,
    },
    { path: "/ai", component: async () => (await import("./agents-page.tsx")).AgentsPage, words, title: agents },
  ],
  rail: [{ group: "tools", icon: FileText, label: knowledge, target: toKnowledge(), right }],
  settings: [
    { group: "conversations", icon: Sparkles, label: agents, target: toAgents(), right },
    { group: "conversations", icon: Puzzle, label: models, target: toModels(), right },
    { group: "conversations", icon: Mic, label: transcription, target: toTranscription(), right },
  ],
  palette: [
    { says: knowledge, target: toKnowledge(), right },
    { says: agents, target: toAgents(), right },
    { says: models, target: toModels(), right },
    { says: log, target: toAiLog(), right },
    { says: transcription, target: toTranscription(), right },
  ],
  panel: [{ key: "copilot", right, component: async () => (await import("./copilot-panel.tsx")).CopilotPanel, words }],
  composer: [{ key: "help", right, component: async () => (await import("./composer-help.tsx")).ComposerHelp, words }],
  live: [
    { kinds: "knowledge.", refresh: () => ({ soon: [["knowledge"]] }) },
    {
      kinds: "ai.",
      refresh: () => ({
        soon: [
          ["ai", "answers"],
          ["ai", "evaluations"],
        ],
      }),
    },
  ],
});
