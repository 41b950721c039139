import { type ActionOffer, deliveryParts, type LookUpOffer, responder, transcribeJob } from "../inbox/index.ts";
import { demo, job, nightly, type Room, route } from "../platform/index.ts";
import { agentRoutes } from "./agents/agents.routes.ts";
import { aiFigures } from "./ai-figures.ts";
import { copilotRoutes } from "./copilot/copilot.routes.ts";
import { suggestionListener } from "./copilot/suggestion.ts";
import { demoAi } from "./demo/demo-ai.ts";
import { demoModels } from "./demo/demo-models.ts";
import { demoVersions } from "./demo/demo-versions.ts";
import { draftRoutes } from "./evaluations/drafts.routes.ts";
import { evaluate } from "./evaluations/evaluate.ts";
import { evaluationRunRoutes } from "./evaluations/evaluation-runs.routes.ts";
import { evaluationRoutes } from "./evaluations/evaluations.routes.ts";
import { experimentRoutes } from "./experiments/experiments.routes.ts";
import { knowledgeStep } from "./first-step.ts";
import { evaluateJob, proposeJob, rereadJob } from "./job-kinds.ts";
import { documentRoutes } from "./knowledge/documents.routes.ts";
import { questionRoutes } from "./knowledge/questions.routes.ts";
import { queueRereading, rereadPages } from "./knowledge/reread-pages.ts";
import { forgetWords } from "./log/forget-words.ts";
import { logRoutes } from "./log/log.routes.ts";
import { aiSpendFigures, aiSpendKinds } from "./log/spend-figures.ts";
import { spendHigh, spendStopped } from "./log/spend-kinds.ts";
import { aiPersonalData } from "./personal-data.ts";
import { agentNoticeSubject, PROPOSED } from "./proposals/notice-kinds.ts";
import { proposalRoutes } from "./proposals/proposals.routes.ts";
import { propose } from "./proposals/propose.ts";
import { queueProposals } from "./proposals/queue-proposals.ts";
import { sealedProviders } from "./providers/provider.ts";
import { providerRoutes } from "./providers/providers.routes.ts";
import { aiResponder } from "./responder/responder.ts";
import { aiRights } from "./rights.ts";
import { type Toolbox, toolbox } from "./tools/tool.ts";
import { transcribe } from "./transcription/transcribe.ts";
import { sealedTranscribers } from "./transcription/transcriber.ts";
import { transcriptionRoutes } from "./transcription/transcription.routes.ts";

/** More than the tries of the transcriber itself: what its own count does not end, this does. */
const MAX_ATTEMPTS = 10;
const TRANSCRIBED_AT_ONCE = 4;
/** Nobody waits for them: people who write go first. */
const EVALUATED_AT_ONCE = 2;

/** Agents that answer by themselves, and the knowledge that they answer from. */
export const room: Room = {
  name: "ai",
  open(house) {
    const { db, clock, log, http, metrics, storage, secrets } = house;
    const parts = house.need(deliveryParts);
    const { fileReader } = parts;
    const sources = { http, fileReader };
    const models = { db, clock, http, secrets, metrics };
    let tools: Toolbox | undefined;
    // Upper rooms offer acts and look-ups: they are complete when all rooms are open.
    const box = () => {
      tools ??= toolbox(
        house.all<ActionOffer>("action").map(({ action }) => action),
        house.all<LookUpOffer>("look_up").map(({ lookUp }) => lookUp),
      );
      return tools;
    };
    return [
      ...aiRights,
      knowledgeStep,
      aiPersonalData,
      ...aiFigures,
      ...aiSpendFigures,
      ...aiSpendKinds,
      responder(aiResponder({ ...models, log, parts, toolbox: box })),
      route((app) => agentRoutes(app, box)),
      route((app) => draftRoutes(app, box)),
      route((app) => evaluationRoutes(app, box)),
      route((app) => evaluationRunRoutes(app)),
      route((app) => experimentRoutes(app)),
      job(evaluateJob, { run: (one) => evaluate({ ...models, log, toolbox: box }, one), atOnce: EVALUATED_AT_ONCE }),
      route((app) => proposalRoutes(app)),
      job(proposeJob, { run: (one) => propose({ ...models, log }, one), atOnce: EVALUATED_AT_ONCE }),
      PROPOSED,
      agentNoticeSubject,
      nightly((now) => queueProposals({ db, clock, log }, now)),
      route((app) => documentRoutes(app, sources)),
      route((app) => questionRoutes(app)),
      route((app) => copilotRoutes(app, models)),
      suggestionListener,
      route((app) => providerRoutes(app, models)),
      route((app) => logRoutes(app)),
      sealedProviders(secrets),
      spendHigh,
      spendStopped,
      route((app) => transcriptionRoutes(app, { secrets, http })),
      sealedTranscribers(secrets),
      job(transcribeJob, {
        run: (one) => transcribe({ db, clock, log, http, storage, secrets }, one),
        maxAttempts: MAX_ATTEMPTS,
        atOnce: TRANSCRIBED_AT_ONCE,
      }),
      job(rereadJob, { run: (one) => rereadPages({ db, clock, log, ...sources }, one) }),
      nightly((now) => queueRereading(db, now)),
      nightly((now) => forgetWords(db, now)),
      demo(demoAi(parts)),
      demo(demoVersions),
      ...(house.trial === undefined ? [] : [demo(demoModels({ secrets, simulatorUrl: house.trial.simulatorUrl }))]),
    ];
  },
};
