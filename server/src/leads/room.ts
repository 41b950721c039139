import { deliveryParts } from "../inbox/index.ts";
import { demo, job, nightly, type Room, route, watch } from "../platform/index.ts";
import { removeOldMarks } from "./across-workspaces.ts";
import { appointmentActions, appointmentLookUps, offerSlotsBlock } from "./appointments/appointment-actions.ts";
import { APPOINTMENT_CHANGED, appointmentNoticeSubject } from "./appointments/appointment-notice.ts";
import { appointmentTaps } from "./appointments/appointment-taps.ts";
import { appointmentRoutes } from "./appointments/appointments.routes.ts";
import { demoAppointments } from "./appointments/demo-appointments.ts";
import { reminding, watchReminders } from "./appointments/watch-reminders.ts";
import { calibrating, queueCalibrations } from "./calibration/calibrate-monthly.ts";
import { calibrationRoutes } from "./calibration/calibration.routes.ts";
import { demoLeads } from "./demo-leads.ts";
import { followMerges } from "./follow-merges.ts";
import { goalLookUp, goalRoutes } from "./goals/goals.routes.ts";
import { markGoals } from "./goals/mark-goals.ts";
import { insightRoutes } from "./insights/insights.routes.ts";
import { rescoreJob } from "./job-kinds.ts";
import { leadFigures } from "./lead-figures.ts";
import { leadPersonalData } from "./personal-data.ts";
import { dealActions } from "./pipeline/deal-actions.ts";
import { dealSource } from "./pipeline/deal-source.ts";
import { dealRoutes } from "./pipeline/deals.routes.ts";
import { qualificationRoutes } from "./qualification/qualification.routes.ts";
import { qualifyAction } from "./qualification/qualify-action.ts";
import { leadRights } from "./rights.ts";
import { scoreListener } from "./score/hear.ts";
import { leadRoutes } from "./score/leads.routes.ts";
import { queueRescoring, rescore } from "./score/rescore.ts";

/** Who is likely to buy, and what is to be sold to whom. */
export const room: Room = {
  name: "leads",
  open(house) {
    const { db, clock, log } = house;
    const parts = house.need(deliveryParts);
    const ground = { db, clock, log, parts };
    return [
      ...leadRights,
      ...leadPersonalData,
      route(leadRoutes),
      route(dealRoutes),
      route((app) => qualificationRoutes(app, parts)),
      qualifyAction(parts),
      route(calibrationRoutes),
      calibrating(ground),
      route(insightRoutes),
      ...leadFigures,
      ...dealActions,
      dealSource,
      scoreListener,
      followMerges,
      job(rescoreJob, { run: (one) => rescore({ db, clock }, one) }),
      route(goalRoutes),
      goalLookUp,
      markGoals,
      route(appointmentRoutes),
      ...appointmentActions(parts),
      ...appointmentLookUps,
      APPOINTMENT_CHANGED,
      appointmentNoticeSubject,
      offerSlotsBlock(parts),
      ...appointmentTaps(ground),
      reminding(ground),
      watch(() => watchReminders(ground)),
      demo(demoLeads),
      demo(demoAppointments),
      nightly((now) => queueRescoring(db, now)),
      nightly((now) => queueCalibrations(db, now)),
      nightly((now) => removeOldMarks(db, now)),
    ];
  },
};
