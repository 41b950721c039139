import { deliveryParts, responder, tap } from "../inbox/index.ts";
import { attend, demo, type Room, route, watch } from "../platform/index.ts";
import { agentRoutes } from "./agents/agents.routes.ts";
import { attendDevices } from "./agents/presence.ts";
import { demoDesk } from "./demo-desk.ts";
import { deskFields } from "./desk-fields.ts";
import { deskFigures } from "./desk-figures.ts";
import { hoursStep } from "./first-step.ts";
import { BREACHED, UNSERVED } from "./notice-kinds.ts";
import { NEAR_LIMIT, OVERDUE, TAKEN_BACK, WROTE_WHILE_AWAY } from "./notices/member-kinds.ts";
import { tellPeople } from "./notices/tell-people.ts";
import { ticketPersonalData } from "./personal-data.ts";
import { queueSettingsRoutes } from "./queues/queues.routes.ts";
import { calendarListener, reckoning } from "./queues/reckon-queue.ts";
import { teamRoutes } from "./queues/teams.routes.ts";
import { ratingListener } from "./rating/hear-ratings.ts";
import { rateAction } from "./rating/rate-action.ts";
import { ratingTap } from "./rating/rating-tap.ts";
import { queueResponder } from "./responder.ts";
import { deskRights } from "./rights.ts";
import { routing } from "./routing/route-tickets.ts";
import { watchDesk } from "./sweep/watch-desk.ts";
import { deskListeners } from "./tickets/hear.ts";
import { protocolSource } from "./tickets/protocol-source.ts";
import { visitorNews } from "./tickets/tell-visitors.ts";
import { ticketRoutes } from "./tickets/tickets.routes.ts";
import { wallRoutes } from "./wall/wall.routes.ts";

/** Queues, tickets, who is there, and what was promised. */
export const room: Room = {
  name: "desk",
  open(house) {
    const { db, clock, log, realtime } = house;
    const parts = house.need(deliveryParts);
    const ground = { db, clock, log, parts };
    return [
      ...deskRights,
      hoursStep,
      ticketPersonalData,
      responder(queueResponder(ground)),
      tap(ratingTap),
      rateAction,
      deskFields,
      ...deskFigures,
      protocolSource,
      BREACHED.first_response,
      BREACHED.resolution,
      UNSERVED,
      NEAR_LIMIT,
      OVERDUE,
      TAKEN_BACK,
      WROTE_WHILE_AWAY,
      tellPeople,
      routing(ground),
      reckoning(ground),
      ...deskListeners(ground),
      visitorNews,
      calendarListener,
      ratingListener(ground),
      watch(() => watchDesk(ground)),
      attend(() =>
        attendDevices({ db, realtime, now: () => clock.now() }, (error) =>
          log.warn({ err: error }, "signs of life could not be written down"),
        ),
      ),
      route((app) => queueSettingsRoutes(app, parts)),
      route((app) => teamRoutes(app)),
      route((app) => agentRoutes(app)),
      route((app) => ticketRoutes(app, parts)),
      route((app) => wallRoutes(app, parts)),
      demo(demoDesk(parts)),
    ];
  },
};
