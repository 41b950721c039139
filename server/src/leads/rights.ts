import { ANSWERING_ROLES, defineRight, READING_ROLES } from "../team/index.ts";

export const leadsRead = defineRight("leads.read", {
  about: "See the score of contacts that one sees, why it is so, and the deals of the pipeline.",
  roles: READING_ROLES,
  forKeys: true,
});
export const leadsWrite = defineRight("leads.write", {
  about: "Make deals and move them, and have a score computed again.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const leadsManage = defineRight("leads.manage", {
  about: "Decide on pipelines, on the words that show interest, and have everybody's score computed again.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});
export const appointmentsRead = defineRight("appointments.read", {
  about: "See free times, one's own appointments, and those of contacts that one sees.",
  roles: READING_ROLES,
  forKeys: true,
});
export const appointmentsWrite = defineRight("appointments.write", {
  about: "Book, move, confirm and cancel appointments.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const appointmentsManage = defineRight("appointments.manage", {
  about: "Decide on what can be booked, with whom, when they work, and how people are reminded.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const leadRights = [leadsRead, leadsWrite, leadsManage, appointmentsRead, appointmentsWrite, appointmentsManage];
