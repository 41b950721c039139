import { deliveryParts, responder } from "../inbox/index.ts";
import { demo, job, nightly, type Room, route } from "../platform/index.ts";
import { agentRoutes } from "./agents/agents.routes.ts";
import { copilotRoutes } from "./copilot/copilot.routes.ts";
import { demoAi } from "./demo/demo-ai.ts";
import { rereadJob } from "./job-kinds.ts";
import { documentRoutes } from "./knowledge/documents.routes.ts";
import { questionRoutes } from "./knowledge/questions.routes.ts";
import { queueRereading, rereadPages } from "./knowledge/reread-pages.ts";
import { aiResponder } from "./responder/responder.ts";
import { aiRights } from "./rights.ts";

/** Agents that answer by themselves, and the knowledge that they answer from. */
export const room: Room = {
  name: "ai",
  open(house) {
    const { db, clock, log, http } = house;
    const parts = house.need(deliveryParts);
    const { fileReader } = parts;
    const sources = { http, fileReader };
    return [
      ...aiRights,
      responder(aiResponder({ db, clock, log, parts })),
      route((app) => agentRoutes(app)),
      route((app) => documentRoutes(app, sources)),
      route((app) => questionRoutes(app)),
      route((app) => copilotRoutes(app)),
      job(rereadJob, { run: (one) => rereadPages({ db, clock, log, ...sources }, one) }),
      nightly((now) => queueRereading(db, now)),
      demo(demoAi(parts)),
    ];
  },
};
