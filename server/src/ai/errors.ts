import { defineError } from "../platform/index.ts";

export const agentNameTaken = defineError<{ name: string }>(
  "ai.agent_name_taken",
  409,
  ({ name }) => `There is an agent named "${name}" already. Choose another name.`,
);
export const tooManyAgents = defineError("ai.too_many_agents", 409, "A workspace has at most 50 agents. Remove one first.");
export const agentIsDefault = defineError(
  "ai.agent_is_default",
  409,
  "This agent serves whoever no other one does. Make another one the default first.",
);
export const externalIdTaken = defineError<{ externalId: string }>(
  "ai.external_id_taken",
  409,
  ({ externalId }) => `Another document has the external id "${externalId}". Change that one, or choose another id.`,
);
export const transcriberNeedsKey = defineError(
  "ai.transcriber_needs_key",
  422,
  "The key was given for another address. Give it again for this one: a key never goes elsewhere by itself.",
);
export const noTranscriber = defineError("ai.no_transcriber", 409, "No transcriber is set up. Save one first.");
export const nothingToPublish = defineError(
  "ai.nothing_to_publish",
  422,
  "The document has no text that could be found. Write an answer, or choose a file or page with text.",
);
export const questionAnswered = defineError<{ question: string; documentId: string }>(
  "ai.question_answered",
  409,
  ({ question }) => `Another published document answers "${question}" already. Change that one, so that there are not two answers.`,
);
export const fileNotRead = defineError<{ reason: string }>(
  "ai.file_not_read",
  422,
  ({ reason }) => `The file could not be read (${reason}). Choose a PDF or DOCX of at most 20 MB, or copy its text into an article.`,
);
export const providerNeedsKey = defineError(
  "ai.provider_needs_key",
  422,
  "The key was given for another address. Give it again for this one: a key never goes elsewhere by itself.",
);
export const noModel = defineError("ai.no_model", 409, "No model is connected. An administrator connects one under Settings, AI models.");
export const noHelp = defineError<{ reason: string }>(
  "ai.no_help",
  502,
  ({ reason }) => `No model could help (${reason}). Try again later, or see Settings, AI models.`,
);
export const floorGone = defineError("ai.floor_gone", 409, "Somebody else has the floor by now: nothing was done.");
export const overtaken = defineError(
  "ai.overtaken",
  409,
  "The contact wrote more meanwhile: nothing was done, the next turn reads it all.",
);
export const unknownTool = defineError<{ tool: string; persona: string }>(
  "ai.unknown_tool",
  422,
  ({ tool, persona }) => `No agent for the persona "${persona}" may have the tool "${tool}". GET /ai-tools lists those that it may.`,
);
export const providerNameTaken = defineError<{ name: string }>(
  "ai.provider_name_taken",
  409,
  ({ name }) => `There is a provider named "${name}" already. Choose another name.`,
);
export const tooManyProviders = defineError("ai.too_many_providers", 409, "A workspace has at most 10 providers. Remove one first.");
export const tooManyEvaluations = defineError(
  "ai.too_many_evaluations",
  409,
  "An agent has at most 200 tests that are not archived. Archive one first.",
);
export const nothingToEvaluate = defineError(
  "ai.nothing_to_evaluate",
  409,
  "No test of this agent expects anything yet. Write one, and say what has to be said, done or not.",
);
export const nothingToTake = defineError(
  "ai.nothing_to_take",
  409,
  "The contact wrote nothing here that an agent could be asked. Take another conversation, or write a test by hand.",
);
export const evaluationRuns = defineError(
  "ai.evaluation_runs",
  409,
  "An evaluation of this agent runs already. Wait for it, or cancel it.",
);
export const notEvaluated = defineError(
  "ai.not_evaluated",
  409,
  "These instructions were not evaluated to the end. Evaluate them first, or publish with a reason.",
);
export const wouldRegress = defineError<{ count: number }>(
  "ai.would_regress",
  409,
  ({ count }) => `${count} tests that passed would fail with these instructions. Change them, or publish with a reason.`,
);
export const unknownAct = defineError<{ act: string }>(
  "ai.unknown_act",
  422,
  ({ act }) => `There is no tool "${act}". GET /ai-tools lists those that there are; "hand_over" is one too.`,
);
export const experimentRuns = defineError(
  "ai.experiment_runs",
  409,
  "Two versions of this agent run side by side. Stop that first, and keep one of them: until then its instructions stay.",
);
export const experimentOver = defineError("ai.experiment_over", 409, "This comparison was stopped already. See which version was kept.");
export const sameVersion = defineError(
  "ai.same_version",
  422,
  "That is what the agent is told now. Choose another version, or write a draft.",
);
export const proposalLooks = defineError("ai.proposal_looks", 409, "A model looks at this agent already. Wait for what comes of it.");
export const proposalDecided = defineError(
  "ai.proposal_decided",
  409,
  "This proposal was decided already, or the agent is told something else by now. Look at the newest one.",
);
export const draftKept = defineError(
  "ai.draft_kept",
  409,
  "The agent has another draft. Publish it or throw it away first, or accept with `replacesDraft`.",
);
