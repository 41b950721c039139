import { defineEvent } from "../platform/index.ts";

const subject = "registration";

/** Of which form, and how it came. */
interface HandedIn {
  formId: string;
  source: string;
}
/** Of which form, and which fields. */
interface Asked {
  formId: string;
  fields: string[];
}
/** Of which form, and whom it made or changed. */
interface Decided {
  formId: string;
  contactId: string | null;
}
const formId = "01a1fc32-0d5f-7351-a3ea-400000000009";
const contactId = "01a1fc32-0d5f-7351-a3ea-400000000007";

export const registrationSubmitted = defineEvent<HandedIn>("registration.submitted", {
  says: "Somebody handed it in, or completed what was to be corrected.",
  subject,
  example: { formId, source: "flow" },
});
export const registrationApproved = defineEvent<Decided>("registration.approved", {
  says: "It was approved; the contact has what it says.",
  subject,
  example: { formId, contactId },
});
export const registrationRejected = defineEvent<Decided>("registration.rejected", {
  says: "It was rejected; the reason stands in it.",
  subject,
  example: { formId, contactId },
});
export const correctionAsked = defineEvent<Asked>("registration.correction_asked", {
  says: "The person was asked for some fields again.",
  subject,
  example: { formId, fields: ["comprovante_morada"] },
});
export const registrationChanged = defineEvent<{ formId: string }>("registration.changed", {
  says: "A reviewer changed a value, or a file of it came.",
  subject,
  example: { formId },
});
