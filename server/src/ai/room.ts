import { deliveryParts, responder, transcribeJob } from "../inbox/index.ts";
import { demo, job, nightly, type Room, route } from "../platform/index.ts";
import { agentRoutes } from "./agents/agents.routes.ts";
import { aiFigures } from "./ai-figures.ts";
import { copilotRoutes } from "./copilot/copilot.routes.ts";
import { demoAi } from "./demo/demo-ai.ts";
import { rereadJob } from "./job-kinds.ts";
import { documentRoutes } from "./knowledge/documents.routes.ts";
import { questionRoutes } from "./knowledge/questions.routes.ts";
import { queueRereading, rereadPages } from "./knowledge/reread-pages.ts";
import { aiResponder } from "./responder/responder.ts";
import { aiRights } from "./rights.ts";
import { transcribe } from "./transcription/transcribe.ts";
import { sealedTranscribers } from "./transcription/transcriber.ts";
import { transcriptionRoutes } from "./transcription/transcription.routes.ts";

/** More than the tries of the transcriber itself: what its own count does not end, this does. */
const MAX_ATTEMPTS = 10;
const TRANSCRIBED_AT_ONCE = 4;

/** Agents that answer by themselves, and the knowledge that they answer from. */
export const room: Room = {
  name: "ai",
  open(house) {
    const { db, clock, log, http, storage, secrets } = house;
    const parts = house.need(deliveryParts);
    const { fileReader } = parts;
    const sources = { http, fileReader };
    return [
      ...aiRights,
      ...aiFigures,
      responder(aiResponder({ db, clock, log, parts })),
      route((app) => agentRoutes(app)),
      route((app) => documentRoutes(app, sources)),
      route((app) => questionRoutes(app)),
      route((app) => copilotRoutes(app)),
      route((app) => transcriptionRoutes(app, { secrets, http })),
      sealedTranscribers(secrets),
      job(transcribeJob, {
        run: (one) => transcribe({ db, clock, log, http, storage, secrets }, one),
        maxAttempts: MAX_ATTEMPTS,
        atOnce: TRANSCRIBED_AT_ONCE,
      }),
      job(rereadJob, { run: (one) => rereadPages({ db, clock, log, ...sources }, one) }),
      nightly((now) => queueRereading(db, now)),
      demo(demoAi(parts)),
    ];
  },
};
