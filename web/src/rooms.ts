/** Every room of the product, a line each. Where one stands among the others is its own `place`. */
export { ai } from "./ai/room.ts";
export { automations } from "./automations/room.ts";
export { channels } from "./channels/room.ts";
export { contacts } from "./contacts/room.ts";
export { desk } from "./desk/room.ts";
export { flows } from "./flows/room.ts";
export { inbox } from "./inbox/room.ts";
export { kit } from "./kit/room.ts";
export { leadsRoom } from "./leads/room.ts";
export { notices } from "./notices/room.ts";
export { operations } from "./operations/room.ts";
export { stock } from "./operations/stock/room.ts";
export { playground } from "./playground/room.ts";
export { registrations } from "./registrations/room.ts";
export { shell } from "./shell/own-room.ts";
export { tasks } from "./tasks/room.ts";
export { team } from "./team/room.ts";
