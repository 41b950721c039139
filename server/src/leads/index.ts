export { appointmentBooked, appointmentCancelled, dealChanged, dealMade, dealMoved } from "./events.ts";
export { changeDealIn, moveDealIn } from "./pipeline/change-deal.ts";
export { readPipelines } from "./pipeline/pipelines.ts";
