import { defineEvent } from "../platform/index.ts";

const subject = "sighting";

export const sightingMade = defineEvent<{ place: string }>("sighting.made", {
  says: "Somebody saw something.",
  subject,
  example: { place: "Corridor" },
});
export const sightingChecked = defineEvent("sighting.checked", { says: "A sighting was looked at.", subject });
export const sightingCounted = defineEvent<{ messages: number }>("sighting.counted", {
  says: "More messages of contacts were heard.",
  example: { messages: 3 },
});
