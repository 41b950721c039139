import { defineEvent } from "../platform/index.ts";

/** Deadlines that were reckoned with the calendar are reckoned anew. */
export const calendarChanged = defineEvent("calendar.changed", {
  says: "The hours of a calendar were changed: what names it follows.",
  subject: "calendar",
});
