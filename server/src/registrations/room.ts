import { deliveryParts } from "../inbox/index.ts";
import { createGuardedClient, demo, type Room, route, watch } from "../platform/index.ts";
import type { AskAgainOffer } from "./ask-again.ts";
import { demoRegistrations } from "./demo-registrations.ts";
import { registrationFileRoutes } from "./files/files.routes.ts";
import { keepingFiles } from "./files/keep-file.ts";
import { followMerges } from "./follow-merges.ts";
import { formRoutes } from "./forms/forms.routes.ts";
import { hearAnswers } from "./hear-answers.ts";
import { carryingOut } from "./held-decision.ts";
import { NEAR, NEW, OVERDUE, registrationNoticeSubject } from "./notice-kinds.ts";
import { registrationPersonalData } from "./personal-data.ts";
import { registrationSource } from "./registration-source.ts";
import { registrationRoutes } from "./registrations.routes.ts";
import { reviewRoutes } from "./review.routes.ts";
import { registrationRights } from "./rights.ts";
import type { RegistrationGround } from "./room-ctx.ts";
import { submissionRoutes } from "./submissions.routes.ts";
import { watchDeadlines } from "./watch-deadlines.ts";

/** What people hand in, and who decides upon it. */
export const room: Room = {
  name: "registrations",
  open(house) {
    const { db, clock, log } = house;
    const parts = house.need(deliveryParts);
    // Upper rooms offer theirs: they are complete when all rooms are open.
    const askAgain = () => house.all<AskAgainOffer>("registration_ask_again").map((one) => one.askAgain);
    const ground: RegistrationGround = { db, clock, log, parts, askAgain };
    return [
      ...registrationRights,
      registrationPersonalData,
      route((app) => formRoutes(app)),
      route((app) => registrationRoutes(app, ground)),
      route((app) => reviewRoutes(app, ground)),
      route((app) => registrationFileRoutes(app, parts)),
      // Whoever hands in names the addresses of files: no private host that the operator allows for gateways is one for them.
      route((app) => submissionRoutes(app, ground, createGuardedClient({ allowedHosts: [] }))),
      keepingFiles(ground),
      carryingOut(ground),
      hearAnswers(ground),
      followMerges,
      watch(() => watchDeadlines(ground)),
      registrationSource,
      registrationNoticeSubject,
      NEW,
      NEAR,
      OVERDUE,
      demo(demoRegistrations(ground)),
    ];
  },
};
