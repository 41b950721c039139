import { ANSWERING_ROLES, defineRight, READING_ROLES } from "../team/index.ts";

export const registrationsRead = defineRight("registrations.read", {
  about: "See registrations of one's queues and of conversations that one sees, with their files.",
  roles: READING_ROLES,
  forKeys: true,
});
export const registrationsSubmit = defineRight("registrations.submit", {
  about: "Hand in registrations for others: from a conversation, or by a program.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const registrationsReview = defineRight("registrations.review", {
  about: "Approve, reject, correct, and ask the person again.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const registrationFormsManage = defineRight("registration_forms.manage", {
  about: "Say what forms ask, who decides and what is promised.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});
export const registrationsExport = defineRight("registrations.export", {
  about: "Take the registrations that one sees out as a file.",
  roles: ["manager"],
  forKeys: true,
});

export const registrationRights = [
  registrationsRead,
  registrationsSubmit,
  registrationsReview,
  registrationFormsManage,
  registrationsExport,
];
