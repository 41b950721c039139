export { appointmentBooked, appointmentCancelled, dealMoved } from "./events.ts";
